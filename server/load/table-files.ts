import type { TableName } from '../../queries/tables.ts'
import type { BatchTable } from '../state/ledger.ts'

/** Names of the Parquet files in which a batch holds the rows of a table, in their order. */
export function tableFiles(table: TableName, { files }: Pick<BatchTable, 'files'>): string[] {
  if (!files) return [`${table}.parquet`]
  return Array.from({ length: files }, (_, nth) => `${table}-${nth + 1}.parquet`)
}
