import type { SourceReport, TableReport } from './report.ts'

/** One file of a load. */
export type BatchSource = Pick<SourceReport, 'file' | 'bytes' | 'rows_in' | 'rejected'>

/** What one load did to one table; `accepted` includes `corrected`. Days are null when the table has none. */
export type BatchTable = Pick<
  TableReport,
  'table' | 'rows_in' | 'accepted' | 'rejected' | 'duplicates' | 'unchanged' | 'corrected' | 'from' | 'to'
>

/** One load in the ledger, as a client sees it. */
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
