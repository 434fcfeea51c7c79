import { ProductError } from '../errors.ts'
import { findBatch, listBatches, publishedSnapshots, strikeBatch, type Snapshot } from '../state/ledger.ts'
import { readSettings } from '../state/settings.ts'
import { batchSet, dataVersion, withoutBatch, type Registration } from './batch-set.ts'
import { buildNext } from './job-admit.ts'
import type { LoadSession } from './job-session.ts'
import type { JobRequest, JobResult } from './job.ts'
import { removeUnfinished } from './recover.ts'
import { publish, publishAgain, verifySnapshot } from './snapshot.ts'

/**
 * Undoes a batch: what earlier batches said shows again. The batch is struck out of the ledger in the transaction that
 * publishes the snapshot without it. Throws `unknown_batch` for one that is not loaded.
 */
export async function undo(
  session: LoadSession,
  { batch_id, by }: Extract<JobRequest, { kind: 'undo' }>,
): Promise<JobResult> {
  const { state, lock, on_progress, signal } = session
  const batch = findBatch(state, batch_id)
  if (!batch) throw new ProductError('unknown_batch', { id: batch_id })
  const registrations = withoutBatch(listBatches(state), batch.seq)
  const earlier = await earlierSnapshot(session, registrations)
  const built = earlier ? null : await buildNext(session, readSettings(state), registrations)
  on_progress({ stage: 'publishing', part: null, rows: 0, total: null })
  signal?.throwIfAborted()
  const strike = () => strikeBatch(state, batch.seq, by, new Date())
  const report = earlier ? { ...earlier.build, how: 'republished' as const, took_ms: 0 } : built!.report
  if (built) publish(state, lock, built, strike)
  else publishAgain(state, lock, report, strike)
  removeUnfinished(state)
  const { data_version } = report
  return { outcome: 'undone', batch_id: batch.id, data_version, check: null, build: report }
}

/** A snapshot of exactly these registrations that is still there: the one before the load that is undone. */
async function earlierSnapshot(
  { state, model, work_dir, signal }: LoadSession,
  registrations: readonly Registration[],
): Promise<Snapshot | null> {
  const wanted = dataVersion(model.version, readSettings(state).time_zone, batchSet(registrations))
  const snapshot = publishedSnapshots(state, 10).find(({ data_version }) => data_version === wanted)
  if (!snapshot) return null
  try {
    await verifySnapshot(snapshot.path, snapshot.build, { work_dir, signal, thorough: true })
    return snapshot
  } catch (error) {
    if (error instanceof ProductError) return null
    throw error
  }
}
