import { activeBatches } from '../state/ledger.ts'
import { checkSettings } from '../state/settings.ts'
import { fileHash } from './batch-hash.ts'
import { batchId, type SourceHash } from './batch-id.ts'
import { admit } from './job-admit.ts'
import { check } from './job-check.ts'
import { rebuild } from './job-rebuild.ts'
import type { LoadSession } from './job-session.ts'
import type { JobRequest, JobResult } from './job.ts'
import type { Plan } from '../../queries/loading/plan.ts'
import { copyAside, type SnapshotCopy } from './snapshot-copy.ts'

type Commit = Extract<JobRequest, { kind: 'commit' }>

/**
 * Loads the files of a plan: checks them, writes the batch, builds the snapshot that holds it, and makes both visible
 * in one transaction. Before that nothing has changed. Content that is loaded already is recognised before it is read.
 */
export async function commit(session: LoadSession, request: Commit): Promise<JobResult> {
  const { plan, settings = {} } = request
  checkSettings(settings)
  const known = loaded(session, batchId(await hashSources(session, plan), plan))
  if (known) return alreadyLoaded(session, known)
  const copy = await copyAside(session, plan)
  try {
    return await checked(session, request, copy)
  } finally {
    await copy?.made.catch(() => {})
  }
}

async function checked(session: LoadSession, request: Commit, copy: SnapshotCopy | null): Promise<JobResult> {
  const { plan } = request
  const report = await check(session, plan, request)
  const stopped =
    report.verdict !== 'ok' && !(report.verdict === 'too_many_rejects' && request.accept_rejects)
  if (stopped) return { ...nothing, outcome: 'stopped', check: report }
  const id = batchId(report.sources, plan)
  return loaded(session, id) ? alreadyLoaded(session, id) : admit(session, { ...request, id, report, copy })
}

const nothing = { batch_id: null, data_version: null, check: null, build: null }

function loaded({ state }: LoadSession, id: string): string | null {
  return activeBatches(state).some((batch) => batch.id === id) ? id : null
}

async function alreadyLoaded(session: LoadSession, batch_id: string): Promise<JobResult> {
  const current = session.snapshot?.build ?? (await rebuild(session)).build
  return { ...nothing, outcome: 'already_loaded', batch_id, data_version: current?.data_version ?? null }
}

async function hashSources({ signal, on_progress }: LoadSession, plan: Plan): Promise<SourceHash[]> {
  const hashes: SourceHash[] = []
  for (const { name, paths } of plan.sources)
    for (const path of paths) {
      on_progress({ stage: 'hashing', part: path, rows: hashes.length, total: null })
      hashes.push({ source: name, sha256: await fileHash(path, { signal }) })
    }
  return hashes
}
