import { identityKeys } from '../state/identity.ts'
import { enterBatch, listBatches, nextSeq } from '../state/ledger.ts'
import { isSet, readSettings, writeSettings, type Settings } from '../state/settings.ts'
import { batchSet, type Registration } from './batch-set.ts'
import { completeBatch, layBatch, placeBatch } from './batch-write.ts'
import { buildSnapshot, type BuiltSnapshot } from './build.ts'
import type { CheckReport } from '../../queries/loading/report.ts'
import { requireSpace } from './job-failure.ts'
import type { LoadSession } from './job-session.ts'
import { together } from './job-together.ts'
import { needForBuild, needToContinue } from './job-space.ts'
import type { JobResult } from './job.ts'
import type { Plan } from '../../queries/loading/plan.ts'
import { publish, verifySnapshot } from './snapshot.ts'
import type { SnapshotCopy } from './snapshot-copy.ts'

/** What a check has accepted in the work folder of the session, to be loaded under `id`. */
export interface Admission {
  readonly id: string
  readonly plan: Plan
  readonly report: CheckReport
  readonly by: string
  /** Become the chain's together with the load. */
  readonly settings?: Partial<Settings>
  readonly copy?: SnapshotCopy | null
}

/**
 * Makes a batch of what was checked, meanwhile builds the snapshot that holds it, and makes both visible in one
 * transaction.
 */
export async function admit(
  session: LoadSession,
  { id, plan, report, by, copy, ...rest }: Admission,
): Promise<JobResult> {
  const { state, work_dir, signal, on_progress, lock } = session
  const settings = settingsAfter(session, plan, rest.settings)
  on_progress({ stage: 'writing', part: null, rows: 0, total: null })
  const seq = nextSeq(state)
  const about = { id, seq, registered_at: new Date().toISOString(), registered_by: by, settings, plan }
  const laid = await layBatch({ work_dir, report, about }, signal)
  const batch: Registration = { seq, id, status: 'active', ...laid }
  const keys = identityKeys(state)
  const [manifest, built] = await together(
    signal,
    (either) => completeBatch(laid, { work_dir }, keys, either),
    (either) => buildNext({ ...session, signal: either }, settings, [...listBatches(state), batch], copy),
  )
  on_progress({ stage: 'publishing', part: null, rows: 0, total: null })
  signal?.throwIfAborted()
  const folder = placeBatch(state.dir, laid.path, manifest)
  publish(state, lock, built, () => {
    writeSettings(state, settings)
    enterBatch(state, folder, manifest)
  })
  const { data_version } = built.report
  return { outcome: 'loaded', batch_id: id, data_version, check: report, build: built.report }
}

/** Builds and verifies the snapshot of these registrations, continuing the present one where that is possible. */
export async function buildNext(
  session: LoadSession,
  settings: Settings,
  registrations: readonly Registration[],
  copy?: SnapshotCopy | null,
): Promise<BuiltSnapshot> {
  const { state, model, snapshot, work_dir, signal, on_progress } = session
  const needed = snapshot
    ? needToContinue(snapshot.build.bytes, !!copy)
    : needForBuild(batchSet(registrations))
  requireSpace(state, needed)
  const last = snapshot ? { snapshot, registrations: listBatches(state), copy } : undefined
  const built = await buildSnapshot({ settings, model, registrations, last, work_dir, signal, on_progress })
  await verifySnapshot(built.file, built.report, { work_dir, signal })
  return built
}

/** The first load decides the chain's time zone when nobody has set it. */
function settingsAfter({ state }: LoadSession, plan: Plan, settings: Partial<Settings> = {}): Settings {
  const first = isSet(state, 'time_zone') ? {} : { time_zone: plan.time_zone }
  return { ...readSettings(state), ...first, ...settings }
}
