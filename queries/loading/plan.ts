import type { TableName } from '../tables.ts'

export type Format = 'delimited' | 'json_lines' | 'xlsx' | 'parquet'

/** Text encodings that are detected; any other label that `TextDecoder` knows may be given by the user. */
export type Encoding = 'utf-8' | 'gb18030' | 'big5' | 'utf-16le' | 'utf-16be' | (string & {})

/** The order of day and month in dates such as `02-01-2026`. */
export type DayOrder = 'dmy' | 'mdy'

/** How a file is read. Everything is optional: what is absent is detected. */
export interface SourceOptions {
  readonly encoding?: Encoding
  /** One character (also the full-width `，`), or `space` for columns set apart by runs of blanks. */
  readonly delimiter?: string
  /** The character around quoted fields; empty when the file has none. */
  readonly quote?: string
  /** The record, counted from 1 and without blank ones, that holds the names; 0 when there is none. */
  readonly header_row?: number
  /** Names of the columns of a file without a header row, in order. */
  readonly columns?: readonly string[]
  /** The sheet of a workbook; absent: the first one with rows. */
  readonly sheet?: string
  /** IANA zone of times without an offset; absent: the chain's zone. */
  readonly time_zone?: string
  /** The answer to the question about a column's day and month, by column name. */
  readonly day_order?: Readonly<Record<string, DayOrder>>
}

/** One or many files with the same columns, read as one. */
export interface Source {
  readonly name: string
  readonly paths: readonly string[]
  readonly options: SourceOptions
}

/**
 * How one canonical table is filled: either columns of one source (`source` and `columns`) or, in mapping files
 * only, a select over the sources (`sql`).
 */
export interface TablePlan {
  readonly table: TableName
  readonly source?: string
  /** Canonical field or further input (see `inputs.ts`) → name of the source's column. */
  readonly columns?: Readonly<Record<string, string>>
  readonly sql?: string
  /** Fields that have one value for the whole table; they pass the same checks as a column. */
  readonly constants?: Readonly<Record<string, string>>
  /** Each row repeats the member of this table it belongs to, for example the shop on every receipt: repeats are no finding. */
  readonly repeated?: boolean
}

/** Lowest and highest value of a rating scale. */
export interface ScaleBounds {
  readonly min: number
  readonly max: number
}

/** Everything needed to turn files into checked canonical rows. JSON-able; its text is part of a batch's identity. */
export interface Plan {
  readonly sources: readonly Source[]
  readonly tables: readonly TablePlan[]
  /** IANA zone of the chain: the zone of days, and of times that have no offset. */
  readonly time_zone: string
  /** The share of rejected rows (0–1) above which a load stops and asks. */
  readonly max_reject_share: number
  readonly mapping_name?: string
  /** Scale of each survey item, by item name, and of CSAT as `csat`; an answer outside it is off scale. */
  readonly scale?: Readonly<Record<string, ScaleBounds>>
}

export const default_max_reject_share = 0.05

/** A column of a file as it was found. */
export interface DetectedColumn {
  readonly name: string
  /** Up to five different non-empty values, as written, each cut to 100 characters. */
  readonly samples: readonly string[]
}

/** Something the user should know about how a file is read. `code` has a text in both languages in `check/reasons.ts`. */
export interface Warning {
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
  /** In the reader's language, where it is on its way to one. */
  readonly text?: string
}

/** What a file seems to be. Every option can be overruled by detecting again with options. */
export interface Detection {
  readonly path: string
  readonly file: string
  /** Bytes on disk. */
  readonly size: number
  readonly format: Format
  readonly compressed: boolean
  /** The options that were used, detected or given; what does not apply to the format is absent. */
  readonly options: SourceOptions
  /** The options that were given. */
  readonly given: SourceOptions
  /** Names of the workbook's sheets; absent for other formats. */
  readonly sheets?: readonly string[]
  readonly columns: readonly DetectedColumn[]
  /** Up to 20 rows as text, in the order of `columns`; null for an empty cell. */
  readonly sample: readonly (readonly (string | null)[])[]
  /** Rows without the header: exact when the whole file was seen, else estimated from its size. */
  readonly rows_estimate: number
  readonly warnings: readonly Warning[]
}

/** What the automatic mapping thinks of one column of a source. */
export interface ColumnSuggestion {
  readonly source: string
  readonly column: string
  readonly table: TableName | null
  /** Canonical field or further input; null when nothing fits. */
  readonly field: string | null
  /** 0–1: 1 the name is the field's own, 0.9 a known synonym, 0.6 part of the name, 0.5 only the values speak for it. */
  readonly confidence: number
  readonly reason: 'saved' | 'name' | 'synonym' | 'part_of_name' | 'values' | 'none'
}

/** Something only the user can decide before the load may go on. `code` has a text in both languages in `check/reasons.ts`. */
export interface Question {
  readonly code: 'day_order' | 'table' | 'required_field'
  readonly source: string
  readonly column?: string
  readonly table?: TableName
  readonly field?: string
  /** Possible answers: `dmy`/`mdy`, table names, or columns of the source. */
  readonly choices: readonly string[]
  /** Values as written that show why it is asked. */
  readonly examples: readonly string[]
}

/** A plan worked out from the files alone, how sure it is of each column, and what it must ask. */
export interface Suggestion {
  readonly plan: Plan
  readonly columns: readonly ColumnSuggestion[]
  readonly questions: readonly Question[]
}

/** A mapping that a user saved; it is offered again for files with the same headers. */
export interface SavedMapping {
  readonly name: string
  /** One entry per source, found by `headers_key` (see `map/headers-key.ts`). */
  readonly sources: readonly {
    readonly headers_key: string
    readonly options: SourceOptions
    readonly tables: readonly Omit<TablePlan, 'source' | 'sql'>[]
  }[]
  /** As in a plan. */
  readonly scale?: Plan['scale']
}

/** A file that cannot be read, and why. */
export interface UnreadableFile {
  /** Name without folders. */
  readonly file: string
  readonly error: Told
}

/** An error in words of the reader's language. */
export interface Told {
  readonly code: string
  readonly message: string
}

/** Files that were dropped in a browser: known by name, with the plan as it stands. */
export interface Upload extends Suggestion {
  readonly upload_id: string
  readonly detections: readonly Detection[]
  /** Files that the plan goes on without. */
  readonly unreadable: readonly UnreadableFile[]
}
