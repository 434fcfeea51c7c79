import { constants, renameSync, rmSync, statSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { tableNames, type TableName } from '../../queries/tables.ts'
import type { BuildReport, Snapshot } from '../state/ledger.ts'
import type { Settings } from '../state/settings.ts'
import { batchSet, dataVersion, type BatchSet, type Registration } from './batch-set.ts'
import { compact } from './build-compact.ts'
import { buildMarts } from './build-marts.ts'
import type { Model } from './build-model.ts'
import { monthGroups } from './build-months.ts'
import { changeBetween, findTouched, type Change } from './build-touched.ts'
import type { OnProgress } from './job.ts'
import { rowsFrom, withDuckDb, type Open } from './process-duckdb.ts'
import type { SnapshotCopy } from './snapshot-copy.ts'
import { checkTotals } from './snapshot-totals.ts'
import { visibleRows } from './views.ts'
import { quoted } from './views-sql.ts'

/** A snapshot to build. */
export interface BuildRequest {
  readonly settings: Settings
  readonly model: Model
  /** All registrations as they will be once the snapshot is published. */
  readonly registrations: readonly Registration[]
  /** What to continue from: a snapshot and the registrations it was built from. Absent: from nothing. */
  readonly last?: {
    readonly snapshot: Snapshot
    readonly registrations: readonly Registration[]
    /** A copy that was begun before; without one it is made. */
    readonly copy?: SnapshotCopy | null
  }
  readonly work_dir: string
  readonly signal?: AbortSignal
  readonly on_progress: OnProgress
}

/** A complete snapshot file in the work folder: its totals agree with the batches, it is not published. */
export interface BuiltSnapshot {
  readonly file: string
  readonly report: BuildReport
}

/** Nobody sees an increment before it is complete: it need not be checkpointed on the way, which tells of every mart each time. */
const one_checkpoint = '1TB'

/** A change of more than this part of the purchase lines is not worth an increment. */
const worthwhile = 0.5

/**
 * Builds the snapshot of these registrations: a copy of the last one in which only the partitions that the change
 * touches are built again. Everything is built from nothing when there is none to continue from, when the model or
 * the time zone has changed, when most purchase lines have, or when the last snapshot cannot be continued.
 */
export async function buildSnapshot(request: BuildRequest): Promise<BuiltSnapshot> {
  const after = batchSet(request.registrations)
  const change = continuable(request, after)
  if (!change) return build(request, after)
  try {
    return await build(request, after, change)
  } catch (error) {
    request.signal?.throwIfAborted()
    const built = await build(request, after)
    return { ...built, report: { ...built.report, increment_failed: String(error) } }
  }
}

function continuable({ last, model, settings }: BuildRequest, after: BatchSet): Change | undefined {
  if (!last) return undefined
  const before = batchSet(last.registrations)
  if (last.snapshot.data_version !== dataVersion(model.version, settings.time_zone, before)) return undefined
  const change = changeBetween(before, after)
  const lines = (batches: readonly Registration[]) =>
    batches.reduce((sum, { manifest }) => sum + (manifest.tables.purchases?.rows ?? 0), 0)
  const changed = lines([...change.added, ...change.removed])
  return changed > lines([...before.active, ...change.added]) * worthwhile ? undefined : change
}

async function build(request: BuildRequest, set: BatchSet, change?: Change): Promise<BuiltSnapshot> {
  const { work_dir, signal, model, settings } = request
  const started = performance.now()
  const file = join(work_dir, 'next.duckdb')
  for (const old of [file, `${file}.wal`]) rmSync(old, { force: true })
  if (change) await takeLast(request.last!, file)
  const built = await withDuckDb(file, { work_dir, signal }, async (connection, open) => {
    if (change) await connection.run(`set wal_autocheckpoint = ${quoted(one_checkpoint)}`)
    await connection.run(model.macros.replaceAll('{{time_zone}}', settings.time_zone))
    return fill(connection, open, request, set, change)
  })
  await compact(file, { work_dir, signal })
  return {
    file,
    report: {
      data_version: dataVersion(model.version, settings.time_zone, set),
      model_version: model.version,
      how: change ? 'increment' : 'full',
      bytes: statSync(file).size,
      took_ms: Math.round(performance.now() - started),
      ...built,
    },
  }
}

async function takeLast({ snapshot, copy }: NonNullable<BuildRequest['last']>, file: string): Promise<void> {
  if (!copy) return copyFile(snapshot.path, file, constants.COPYFILE_FICLONE)
  await copy.made
  renameSync(copy.file, file)
}

async function fill(
  connection: DuckDBConnection,
  open: Open,
  request: BuildRequest,
  set: BatchSet,
  change?: Change,
): Promise<Pick<BuildReport, 'months' | 'customers' | 'tables' | 'marts'>> {
  const { model, settings, on_progress, last, signal } = request
  const { time_zone } = settings
  const touched = change && (await findTouched(connection, change, time_zone))
  const months = touched ? [touched] : await monthGroups(connection, set)
  const tables = await countTables(
    connection,
    set,
    change && { change, counted: last!.snapshot.build.tables },
  )
  const marts_before = last?.snapshot.build.marts
  const marts = await buildMarts(connection, open, {
    model,
    time_zone,
    set,
    months,
    change,
    marts_before,
    on_progress,
    signal,
  })
  on_progress({ stage: 'verifying', part: null, rows: 0, total: null })
  await checkTotals(connection, { model, set, change, months: months.flat(), tables, time_zone })
  await writeMeta(connection, request, set)
  await connection.run('force checkpoint')
  return { months: months.flat(), customers: await customersBuilt(connection, change), tables, marts }
}

type Counts = BuildReport['tables']

/** Visible rows of each table: known from the manifests when batches were only added, otherwise counted. */
async function countTables(
  connection: DuckDBConnection,
  set: BatchSet,
  known?: { change: Change; counted: Counts },
): Promise<Counts> {
  const counts: [string, number][] = []
  for (const table of tableNames) {
    const sql = `select count(*) as n from (${visibleRows(table, set)})`
    const count =
      (known && knownCount(table, known.change, known.counted[table] ?? 0)) ??
      (await rowsFrom<{ n: number }>(connection, sql))[0]!.n
    counts.push([table, count])
  }
  return Object.fromEntries(counts)
}

function knownCount(table: TableName, { added, removed }: Change, counted: number): number | null {
  const said = [...added, ...removed].flatMap(({ manifest }) => manifest.tables[table] ?? [])
  if (said.length > 0 && removed.length > 0) return null
  return said.reduce((sum, { rows, corrected }) => sum + rows - corrected, counted)
}

async function customersBuilt(connection: DuckDBConnection, change?: Change): Promise<number> {
  if (!change) return 0
  const [count] = await rowsFrom<{ n: number }>(connection, 'select count(*) as n from touched_customer')
  return count!.n
}

async function writeMeta(
  connection: DuckDBConnection,
  { model, settings }: BuildRequest,
  set: BatchSet,
): Promise<void> {
  const { time_zone, currency } = settings
  const texts = {
    data_version: dataVersion(model.version, time_zone, set),
    model_version: model.version,
    time_zone,
    currency,
  }
  const selected = Object.entries(texts).map(([name, value]) => `${quoted(value)} as ${name}`)
  await connection.run(
    `create or replace table main.snapshot_meta as
     select ${selected.join(', ')}, timestamp ${quoted(new Date().toISOString().slice(0, -1))} as built_at`,
  )
}
