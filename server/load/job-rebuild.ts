import { listBatches } from '../state/ledger.ts'
import { readSettings } from '../state/settings.ts'
import { ProductError } from '../errors.ts'
import { buildSnapshot } from './build.ts'
import { batchSet } from './batch-set.ts'
import { findDamage, requireSpace } from './job-failure.ts'
import type { LoadSession } from './job-session.ts'
import { needForBuild } from './job-space.ts'
import type { JobResult } from './job.ts'
import { publish, verifySnapshot } from './snapshot.ts'

/**
 * Builds the snapshot of what is loaded from nothing and publishes it. Throws `batch_damaged`, naming the batch, when
 * a file is not as it was written; the present snapshot stays.
 */
export async function rebuild({
  state,
  model,
  work_dir,
  signal,
  on_progress,
  lock,
}: LoadSession): Promise<JobResult> {
  const registrations = listBatches(state)
  on_progress({ stage: 'hashing', part: null, rows: 0, total: registrations.length })
  const damaged = await findDamage(state)
  if (damaged) throw new ProductError('batch_damaged', damaged)
  requireSpace(state, needForBuild(batchSet(registrations)))
  const settings = readSettings(state)
  const built = await buildSnapshot({ settings, model, registrations, work_dir, signal, on_progress })
  await verifySnapshot(built.file, built.report, { work_dir, signal })
  on_progress({ stage: 'publishing', part: null, rows: 0, total: null })
  signal?.throwIfAborted()
  publish(state, lock, built, () => {})
  const { data_version } = built.report
  return { outcome: 'rebuilt', batch_id: null, data_version, check: null, build: built.report }
}
