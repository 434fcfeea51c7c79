import type { TableName } from '../../../queries/tables.ts'

export type DayOrder = 'dmy' | 'mdy'

/** How a file is read; what is absent is detected. */
export interface SourceOptions {
  readonly encoding?: string
  /** One character, or `space` for columns set apart by runs of blanks. */
  readonly delimiter?: string
  /** Empty when the file quotes nothing. */
  readonly quote?: string
  /** Counted from 1; 0 when the file has no header. */
  readonly header_row?: number
  readonly columns?: readonly string[]
  readonly sheet?: string
  readonly time_zone?: string
  /** Whether day or month comes first, for columns whose values do not tell. */
  readonly day_order?: Readonly<Record<string, DayOrder>>
}

/** One logical table of input: a file, or several with the same header. */
export interface Source {
  readonly name: string
  readonly paths: readonly string[]
  readonly options: SourceOptions
}

/** How one canonical table is filled from a source: each field from a column, or with one value for every row. */
export interface TablePlan {
  readonly table: TableName
  readonly source?: string
  readonly columns?: Readonly<Record<string, string>>
  readonly constants?: Readonly<Record<string, string>>
  /** Each row repeats the member of this table it belongs to, such as the shop on every receipt: no duplicates. */
  readonly repeated?: boolean
}

/** What a load is to do. */
export interface Plan {
  readonly sources: readonly Source[]
  readonly tables: readonly TablePlan[]
  readonly time_zone: string
  /** Share of rejected rows (0–1) above which a load stops and asks. */
  readonly max_reject_share: number
  readonly mapping_name?: string
}

/** Something the user should know; `text` is in the language of the request. */
export interface Warning {
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
  readonly text?: string
}

/** A column of a file, with a few of its values as written. */
export interface DetectedColumn {
  readonly name: string
  readonly samples: readonly string[]
}

/** What a file seems to be. */
export interface Detection {
  readonly path: string
  readonly file: string
  /** Bytes. */
  readonly size: number
  readonly format: 'delimited' | 'json_lines' | 'xlsx' | 'parquet'
  readonly compressed: boolean
  readonly options: SourceOptions
  readonly sheets?: readonly string[]
  readonly columns: readonly DetectedColumn[]
  readonly sample: readonly (readonly (string | null)[])[]
  readonly rows_estimate: number
  readonly warnings: readonly Warning[]
}

/** What the automatic mapping thinks of one column; `confidence` from 0 to 1. */
export interface ColumnSuggestion {
  readonly source: string
  readonly column: string
  readonly table: TableName | null
  readonly field: string | null
  readonly confidence: number
  readonly reason: 'saved' | 'name' | 'synonym' | 'part_of_name' | 'values' | 'none'
}

/** Something only the user can decide. */
export interface Question {
  readonly code: 'day_order' | 'table' | 'required_field'
  readonly source: string
  readonly column?: string
  readonly table?: TableName
  readonly field?: string
  readonly choices: readonly string[]
  /** Values as written that show why it is asked. */
  readonly examples: readonly string[]
}

/** Files that were dropped, what they seem to be, and how they could be loaded. */
export interface Upload {
  readonly upload_id: string
  readonly detections: readonly Detection[]
  readonly plan: Plan
  readonly columns: readonly ColumnSuggestion[]
  readonly questions: readonly Question[]
}
