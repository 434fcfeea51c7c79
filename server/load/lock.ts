import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { ProductError } from '../errors.ts'
import { transaction, type State } from '../state/state.ts'
import { isRunning, processStart } from './process-alive.ts'

/** The right to change what is loaded; one process holds it at a time. */
export interface LoadLock {
  /** Throws `lock_lost` when another process has taken over. Call inside the transaction that publishes. */
  assertHeld(): void
  release(): void
}

interface Holder {
  readonly token: string
  readonly pid: number
  readonly process_start: string
  readonly host: string
  readonly purpose: string
  readonly since: string
  readonly heartbeat_at: number
}

/** Tokens this process has given back. */
const released = new Set<string>()

const heartbeatEvery = 5_000
const silentAfter = 60_000

/** Repairs take moments: whoever meets one waits for it. */
const repairing = 'repair'
const repairWait = 10_000

/**
 * Takes the load lock. A holder that has died is replaced; a living one makes it throw `loading_already`.
 * `purpose` is what the second one reads about the first.
 */
export async function acquireLock(state: State, purpose: string): Promise<LoadLock> {
  for (const until = performance.now() + repairWait; ; await setTimeout(20)) {
    const holder = livingHolder(state)
    if (holder?.purpose !== repairing || performance.now() > until) return take(state, purpose)
  }
}

/** Takes the load lock for a repair, or returns null when somebody alive holds it. */
export function lockForRepair(state: State): LoadLock | null {
  return livingHolder(state) ? null : take(state, repairing)
}

function take(state: State, purpose: string): LoadLock {
  const token = randomUUID()
  transaction(state, () => {
    const holder = livingHolder(state)
    if (holder)
      throw new ProductError('loading_already', {
        pid: holder.pid,
        purpose: holder.purpose,
        since: holder.since,
      })
    state.database
      .prepare(
        `insert or replace into load_lock (id, token, pid, process_start, host, purpose, since, heartbeat_at)
         values (1, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        token,
        process.pid,
        processStart(process.pid) ?? '',
        hostname(),
        purpose,
        new Date().toISOString(),
        Date.now(),
      )
  })
  return heldLock(state, token)
}

function heldLock(state: State, token: string): LoadLock {
  const beat = setInterval(() => {
    try {
      state.database.prepare('update load_lock set heartbeat_at = ? where token = ?').run(Date.now(), token)
    } catch {
      // A beat that is missed, on a full disk say, only makes the next one count.
    }
  }, heartbeatEvery)
  beat.unref()
  return {
    assertHeld: () => {
      if (lockHolder(state)?.token !== token) throw new ProductError('lock_lost')
    },
    release: () => {
      clearInterval(beat)
      released.add(token)
      try {
        state.database.prepare('delete from load_lock where token = ?').run(token)
      } catch {
        // On a full disk the row stays; it holds nobody up, since this process knows it is released, and others when it has ended.
      }
    },
  }
}

/** Who holds the load lock and is alive, or null. */
export function livingHolder(state: State): Holder | null {
  const holder = lockHolder(state)
  return holder && isAlive(holder) ? holder : null
}

function lockHolder(state: State): Holder | null {
  return (state.database.prepare('select * from load_lock').get() as Holder | undefined) ?? null
}

/** On another machine, or where the start of a process cannot be seen, only the heartbeat tells. */
function isAlive({ token, pid, process_start, host, heartbeat_at }: Holder): boolean {
  if (released.has(token)) return false
  const beating = Math.abs(Date.now() - heartbeat_at) < silentAfter
  if (host !== hostname()) return beating
  if (!isRunning(pid)) return false
  return process_start ? processStart(pid) === process_start : beating
}
