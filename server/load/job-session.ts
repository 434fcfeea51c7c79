import { rmSync } from 'node:fs'
import type { Snapshot } from '../state/ledger.ts'
import type { State } from '../state/state.ts'
import type { Model } from './build-model.ts'
import { explainFailure } from './job-failure.ts'
import type { OnProgress } from './job.ts'
import { acquireLock, type LoadLock } from './lock.ts'
import { makeWorkDir } from './process-work.ts'
import { openRepaired } from './recover-state.ts'
import { removeUnfinished, usableSnapshot } from './recover.ts'

/** What a job works with. */
export interface JobContext {
  readonly data_dir: string
  readonly model: Model
  readonly on_progress: OnProgress
  readonly signal?: AbortSignal
}

/** A job that may look at what is loaded. */
export interface Session extends JobContext {
  readonly state: State
  /** Empty at first, and removed at the end whatever happens. */
  readonly work_dir: string
}

/** A job that may change what is loaded. */
export interface LoadSession extends Session {
  readonly lock: LoadLock
  /** The snapshot of what is loaded now; null when there is none that can be used. */
  readonly snapshot: Snapshot | null
}

/** Opens and repairs the data folder for a job that changes nothing; other jobs may run beside it. */
export async function withSession<T>(
  context: JobContext,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  context.signal?.throwIfAborted()
  const state = await opened(context.data_dir)
  const work_dir = makeWorkDir(state.dir)
  try {
    return await work({ ...context, state, work_dir })
  } catch (error) {
    context.signal?.throwIfAborted()
    throw await explainFailure(error, state.dir.root, state)
  } finally {
    rmSync(work_dir, { recursive: true, force: true })
    state.close()
  }
}

async function opened(data_dir: string): Promise<State> {
  try {
    return openRepaired(data_dir).state
  } catch (error) {
    throw await explainFailure(error, data_dir)
  }
}

/**
 * The same for a job that changes what is loaded: it holds the load lock, and what an earlier one has left unfinished
 * is removed first. `purpose` is what another job is told about this one. Throws `loading_already` when one is running.
 */
export function withLoadSession<T>(
  context: JobContext,
  purpose: string,
  work: (session: LoadSession) => Promise<T>,
): Promise<T> {
  return withSession(context, async (session) => {
    const { state, model } = session
    const lock = await acquireLock(state, purpose)
    try {
      removeUnfinished(state)
      const { snapshot, rebuild } = await usableSnapshot(state, model)
      return await work({ ...session, lock, snapshot: rebuild ? null : snapshot })
    } finally {
      lock.release()
    }
  })
}
