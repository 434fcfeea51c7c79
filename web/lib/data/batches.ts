import type { TableName } from '../../../queries/tables.ts'

/** One file of a load. */
export interface BatchSource {
  readonly file: string
  readonly bytes: number
  readonly rows_in: number
  readonly rejected: number
}

/** What one load did to one table; `accepted` includes `corrected`. Days are null when the table has none. */
export interface BatchTable {
  readonly table: TableName
  readonly rows_in: number
  readonly accepted: number
  readonly rejected: number
  readonly duplicates: number
  readonly unchanged: number
  readonly corrected: number
  readonly from: string | null
  readonly to: string | null
}

/** One load in the ledger. */
export interface Batch {
  readonly seq: number
  readonly id: string
  readonly status: 'active' | 'undone'
  /** ISO 8601 UTC. */
  readonly registered_at: string
  readonly registered_by: string
  readonly undone_at: string | null
  readonly undone_by: string | null
  readonly sources: readonly BatchSource[]
  readonly tables: readonly BatchTable[]
}

/** What undoing a batch changes in one table: rows that go, and rows that say again what they said before. */
export interface UndoEffect {
  readonly table: TableName
  readonly removed: number
  readonly restored: number
}

/** The consequences of undoing a batch, without the tables in which nothing changes. */
export function undoEffects(batch: Batch): readonly UndoEffect[] {
  return batch.tables
    .map(({ table, accepted, corrected }) => ({ table, removed: accepted - corrected, restored: corrected }))
    .filter(({ removed, restored }) => removed + restored > 0)
}

/** Header and rows of the ledger as a table to be exported. */
export function batchRows(batches: readonly Batch[]): (string | number | null)[][] {
  const header = [
    'batch_id',
    'registered_at',
    'registered_by',
    'status',
    'undone_at',
    'undone_by',
    'files',
    'table_name',
    'rows_in',
    'accepted',
    'corrected',
    'unchanged',
    'rejected',
    'duplicates',
    'first_day',
    'last_day',
  ]
  const rows = batches.flatMap((batch) =>
    batch.tables.map((table) => [
      batch.id,
      batch.registered_at,
      batch.registered_by,
      batch.status,
      batch.undone_at,
      batch.undone_by,
      batch.sources.map(({ file }) => file).join('; '),
      table.table,
      table.rows_in,
      table.accepted,
      table.corrected,
      table.unchanged,
      table.rejected,
      table.duplicates,
      table.from,
      table.to,
    ]),
  )
  return [header, ...rows]
}
