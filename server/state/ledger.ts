import { join } from 'node:path'
import type { TableName } from '../../queries/tables.ts'
import type { CheckReport } from '../../queries/loading/report.ts'
import type { Plan } from '../../queries/loading/plan.ts'
import type { Settings } from './settings.ts'
import type { State } from './state.ts'

/** What one batch says about one table. */
export interface BatchTable {
  readonly rows: number
  /** How many files hold them, when not one. */
  readonly files?: number
  /** Rows that correct a row of an earlier batch. */
  readonly corrected: number
  /** Rows left out because an earlier registration, named by its `seq`, says the same: seq → how many. */
  readonly confirmed: Readonly<Record<string, number>>
  /** First and last value of the field that says when a row happened, ISO; null when no row has one. */
  readonly from: string | null
  readonly to: string | null
}

/** A file of a batch folder, as it was when the batch was written. */
export interface BatchFile {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

/** What is known about a batch: it lies in the batch folder and in the ledger, equal in both. */
export interface Manifest {
  readonly format: 1
  readonly id: string
  readonly seq: number
  readonly registered_at: string
  readonly registered_by: string
  readonly tables: Readonly<Partial<Record<TableName, BatchTable>>>
  readonly files: readonly BatchFile[]
  readonly settings: Settings
  readonly plan: Plan
  readonly report: CheckReport
}

/** One registration. A batch that was undone and loaded again is registered twice, under two `seq`. */
export interface Batch {
  /** Order of registration: a later batch corrects an earlier one. */
  readonly seq: number
  /** Hash of the sources' content and the plan. */
  readonly id: string
  readonly path: string
  readonly status: 'active' | 'undone'
  /** ISO 8601 UTC. */
  readonly registered_at: string
  readonly registered_by: string
  readonly undone_at: string | null
  readonly undone_by: string | null
  readonly manifest: Manifest
}

/** A published snapshot. `seq` grows with every publication, even when a rebuild brings the same data version. */
export interface Snapshot {
  readonly seq: number
  readonly data_version: string
  readonly path: string
  readonly published_at: string
  readonly build: BuildReport
}

/** How a mart was brought up to date. */
export interface MartReport {
  readonly name: string
  readonly rows: number
  /** Rows written this time. */
  readonly rebuilt_rows: number
  /** Rows written out of the mart's order since it was last sorted. */
  readonly unsorted_rows: number
  readonly took_ms: number
}

/** How a snapshot came to be. Durations in milliseconds. */
export interface BuildReport {
  readonly data_version: string
  readonly model_version: string
  /** `full` from nothing, `increment` from the last snapshot, `republished` an earlier one that is right again. */
  readonly how: 'full' | 'increment' | 'republished'
  /** Bytes of the snapshot file. */
  readonly bytes: number
  readonly took_ms: number
  /** Months (`YYYY-MM`) that `month` marts were built for. */
  readonly months: readonly string[]
  /** Customers that `customer` marts were built for. */
  readonly customers: number
  /** Visible rows of each canonical table. */
  readonly tables: Readonly<Partial<Record<TableName, number>>>
  readonly marts: readonly MartReport[]
  /** Why the last snapshot could not be continued although it should have been. */
  readonly increment_failed?: string
}

/** Every registration, first one first. */
export function listBatches(state: State): Batch[] {
  return state.database
    .prepare('select * from batch order by seq')
    .all()
    .map((row) => readBatch(state, row))
}

/** The batches that count, in the order in which they correct each other. */
export function activeBatches(state: State): Batch[] {
  return listBatches(state).filter((batch) => batch.status === 'active')
}

/** The active registration of a batch, by its id or the beginning of it that no other active batch shares. */
export function findBatch(state: State, id: string): Batch | null {
  const found = activeBatches(state).filter((batch) => batch.id.startsWith(id))
  return found.length === 1 && id.length >= 4 ? found[0]! : null
}

/** The snapshot that pages should read, or null before the first. A newer one has a higher `seq`. */
export function currentSnapshot(state: State): Snapshot | null {
  return publishedSnapshots(state, 1)[0] ?? null
}

/** The last snapshots published, newest first. */
export function publishedSnapshots(state: State, limit: number): Snapshot[] {
  return state.database
    .prepare('select * from snapshot order by seq desc limit ?')
    .all(limit)
    .map((row) => ({
      seq: Number(row.seq),
      data_version: String(row.data_version),
      path: join(state.dir.snapshots, `${row.data_version}.duckdb`),
      published_at: String(row.published_at),
      build: JSON.parse(String(row.build)),
    }))
}

/** The `seq` the next registration will get. */
export function nextSeq(state: State): number {
  const row = state.database.prepare("select seq from sqlite_sequence where name = 'batch'").get()
  return Number(row?.seq ?? 0) + 1
}

/** Enters a batch whose folder is complete. Call inside a transaction, together with its snapshot. */
export function enterBatch(state: State, folder: string, manifest: Manifest): void {
  state.database
    .prepare(
      `insert into batch (seq, id, folder, status, registered_at, registered_by, manifest)
       values (?, ?, ?, 'active', ?, ?, ?)`,
    )
    .run(
      manifest.seq,
      manifest.id,
      folder,
      manifest.registered_at,
      manifest.registered_by,
      JSON.stringify(manifest),
    )
}

/** Strikes a registration out. Call inside a transaction, together with the snapshot without it. */
export function strikeBatch(state: State, seq: number, by: string, at: Date): void {
  state.database
    .prepare("update batch set status = 'undone', undone_at = ?, undone_by = ? where seq = ?")
    .run(at.toISOString(), by, seq)
}

/** Names the snapshot that pages read from now on. */
export function enterSnapshot(state: State, build: BuildReport, at: Date): void {
  state.database
    .prepare('insert into snapshot (data_version, published_at, build) values (?, ?, ?)')
    .run(build.data_version, at.toISOString(), JSON.stringify(build))
}

function readBatch(state: State, row: Record<string, unknown>): Batch {
  return {
    seq: Number(row.seq),
    id: String(row.id),
    path: join(state.dir.batches, String(row.folder)),
    status: row.status as Batch['status'],
    registered_at: String(row.registered_at),
    registered_by: String(row.registered_by),
    undone_at: row.undone_at as string | null,
    undone_by: row.undone_by as string | null,
    manifest: JSON.parse(String(row.manifest)),
  }
}
