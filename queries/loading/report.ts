import type { TableName } from '../tables.ts'
import type { Question, Warning } from './plan.ts'

/** One example of a rejected row or of a finding. */
export interface Sample {
  /** Name of the source's file; null for a row that a select made without `_source`. */
  readonly file: string | null
  /** Line in the file (row of the sheet, record of a Parquet file), or the row of the select when `file` is null. */
  readonly line: number
  /** The source's column, or the canonical field where a select made the row; null when the whole row is meant. */
  readonly column: string | null
  /** As written, cut to 200 characters; letters and digits hidden where it may tell of a person. */
  readonly value: string | null
}

/** A reason for rejecting rows, or a finding about rows that were kept. `code` has a text in both languages in `check/reasons.ts`. */
export interface Finding {
  readonly code: string
  /** Canonical field; null when the whole row is meant. */
  readonly field: string | null
  /** For the text of the code, for example which table a reference is missing from. */
  readonly params: Readonly<Record<string, string | number>>
  readonly rows: number
  /** At most ten. */
  readonly samples: readonly Sample[]
  /** In the reader's language, where it is on its way to one. */
  readonly text?: string
}

/** A decision or derivation that holds for a whole column, so that nothing happens unsaid. */
export interface Note extends Warning {
  readonly field: string | null
  /** Rows it made a difference to; 0 when it holds for the whole column. */
  readonly rows: number
}

/** One file of a source. */
export interface SourceReport {
  readonly source: string
  /** File name without folders. */
  readonly file: string
  /** Hash of the bytes on disk, lower-case hex. */
  readonly sha256: string
  readonly bytes: number
  readonly encoding: string | null
  /** Records that are not blank and not header, counted by the scanner: `rows_read + rejected`. */
  readonly rows_in: number
  /** Rows handed on, counted again by DuckDB. */
  readonly rows_read: number
  /** Rows that could not be read at all: ragged, bad quotes, bad bytes, too long, … */
  readonly rejected: number
  readonly reasons: readonly Finding[]
  readonly warnings: readonly Warning[]
}

/** The scale that the answers to a survey item, or to the question for satisfaction (`csat`), are taken to be on. */
export interface ScaleReport {
  readonly item: string
  /** Ratings and expectations, also those off the scale. */
  readonly answers: number
  readonly lowest: number
  readonly highest: number
  readonly min: number
  readonly max: number
  /** The plan or the rows say it; the answers suggest it; or it is the usual one. */
  readonly from: 'said' | 'answers' | 'usual'
}

/** One canonical table. `rows_in = accepted + unchanged + rejected + duplicates`, `accepted = new + corrected`. */
export interface TableReport {
  readonly table: TableName
  /** Rows of its source (unreadable ones included), or rows of its select. */
  readonly rows_in: number
  readonly accepted: number
  readonly rejected: number
  /** Rows whose key came again later in the same load; the last one wins. */
  readonly duplicates: number
  /** Rows that say what is already loaded; left out. */
  readonly unchanged: number
  readonly new: number
  readonly corrected: number
  /** First and last calendar day (chain zone) of the happened field among accepted and unchanged rows. */
  readonly from: string | null
  readonly to: string | null
  /** Sum of each amount field over accepted rows, as exact decimal text. */
  readonly sums: Readonly<Record<string, string>>
  /** Accepted rows in which a field is filled. */
  readonly filled: Readonly<Record<string, number>>
  readonly reasons: readonly Finding[]
  readonly findings: readonly Finding[]
  readonly notes: readonly Note[]
  /** Of surveys and survey items; the items with the most answers first. Absent from reports that are older than it. */
  readonly scales?: readonly ScaleReport[]
}

export type Verdict = 'ok' | 'too_many_rejects' | 'needs_answer'

/** What a load would do, and what it found. JSON-able. */
export interface CheckReport {
  /** In the order of `_source` in the accepted rows. */
  readonly sources: readonly SourceReport[]
  /** Empty when a question must be answered first. */
  readonly tables: readonly TableReport[]
  readonly questions: readonly Question[]
  /** The largest share of rejected rows of any source or table, 0–1. */
  readonly reject_share: number
  readonly max_reject_share: number
  readonly verdict: Verdict
  readonly seconds: number
}
