import { existsSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ProductError } from '../errors.ts'
import { currentSnapshot, listBatches, type Batch } from '../state/ledger.ts'
import { readSettings } from '../state/settings.ts'
import type { State } from '../state/state.ts'
import { fileHash } from './batch-hash.ts'
import { batchSet, dataVersion, type BatchSet } from './batch-set.ts'
import type { Model } from './build-model.ts'
import { monthGroups } from './build-months.ts'
import type { OnProgress } from './job.ts'
import { livingHolder } from './lock.ts'
import { withDuckDb } from './process-duckdb.ts'
import { deadWork, makeWorkDir } from './process-work.ts'
import { looseBatches, type Found } from './recover.ts'
import { verifySnapshot } from './snapshot.ts'
import { checkTotals } from './snapshot-totals.ts'

interface Inspection {
  readonly state: State
  readonly model: Model
  readonly on_progress: OnProgress
  readonly signal?: AbortSignal
}

/**
 * Reads everything there is in a data folder and compares it: the state store with itself, the ledger with the batch
 * folders, each batch file with its hash and its number of rows, the snapshot with its checksums, and its totals with
 * the batches. Changes nothing. What a running load is about to write is left out of account.
 */
export async function inspect(inspection: Inspection): Promise<Found[]> {
  const { state } = inspection
  const set = batchSet(listBatches(state))
  const sound = state.database
    .prepare('pragma integrity_check')
    .all()
    .every(({ integrity_check }) => integrity_check === 'ok')
  const found: Found[] = sound ? [] : [{ code: 'state_damaged', what: state.dir.state, repaired: false }]
  if (!livingHolder(state)) found.push(...unfinished(state))
  for (const batch of [...set.active, ...set.leaned])
    found.push(...(await inspectBatch(batch as Batch, inspection)))
  if (found.some(({ code }) => code === 'batch_damaged')) return found
  return [...found, ...(await inspectSnapshot(set, inspection))]
}

function unfinished(state: State): Found[] {
  const left = [...looseBatches(state), ...deadWork(state.dir)]
  return left.length > 0 ? [{ code: 'unfinished', what: left.join(', '), repaired: false }] : []
}

async function inspectBatch(batch: Batch, { on_progress, signal }: Inspection): Promise<Found[]> {
  const { id, path, manifest } = batch
  const found: Found[] = []
  for (const [nth, file] of manifest.files.entries()) {
    on_progress({ stage: 'hashing', part: id, rows: nth, total: manifest.files.length })
    const whole = join(path, file.path)
    if (!existsSync(whole) || (await fileHash(whole, { signal })) !== file.sha256)
      found.push({ code: 'batch_damaged', what: `${id}/${file.path}`, repaired: false })
  }
  const written = join(path, 'manifest.json')
  if (!existsSync(written) || readFileSync(written, 'utf8') !== JSON.stringify(manifest, null, 1))
    found.push({ code: 'manifest_differs', what: `${id}/manifest.json`, repaired: false })
  return found
}

async function inspectSnapshot(
  set: BatchSet,
  { state, model, on_progress, signal }: Inspection,
): Promise<Found[]> {
  const snapshot = currentSnapshot(state)
  const { time_zone } = readSettings(state)
  const wanted = dataVersion(model.version, time_zone, set)
  if (!snapshot)
    return set.active.length > 0 ? [{ code: 'snapshot_missing', what: wanted, repaired: false }] : []
  if (snapshot.data_version !== wanted)
    return [{ code: 'snapshot_outdated', what: snapshot.data_version, repaired: false }]
  on_progress({ stage: 'verifying', part: basename(snapshot.path), rows: 0, total: null })
  const work_dir = makeWorkDir(state.dir)
  try {
    await verifySnapshot(snapshot.path, snapshot.build, { work_dir, thorough: true, signal })
    await withDuckDb(snapshot.path, { work_dir, read_only: true, signal }, async (connection) => {
      const { tables } = snapshot.build
      const months = (await monthGroups(connection, set)).flat()
      await checkTotals(connection, { model, set, months, tables, time_zone })
    })
    return []
  } catch (error) {
    if (!(error instanceof ProductError)) throw error
    const code = existsSync(snapshot.path) ? 'snapshot_damaged' : 'snapshot_missing'
    return [{ code, what: `${snapshot.data_version}: ${error.params.what}`, repaired: false }]
  } finally {
    rmSync(work_dir, { recursive: true, force: true })
  }
}
