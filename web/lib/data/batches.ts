import type { Batch } from '../../../queries/loading/batch.ts'
import type { TableName } from '../../../queries/tables.ts'

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
