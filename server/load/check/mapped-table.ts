import type { TableName } from '../../../queries/tables.ts'
import type { DayOrder } from '../../../queries/loading/plan.ts'

/** The rows a canonical table is filled from, before anything is read into its types. */
export interface MappedTable {
  readonly table: TableName
  /** Names what is made for this part of the table on the way. */
  readonly part: string
  /**
   * A relation with `_row` (unique, in the order of the input), `_source` and `_line` (null where a select does not
   * say) and one text column per mapped field or input, trimmed, empty as null; a number where the field is numeric.
   */
  readonly relation: string
  /** SQL over `_source` and `_line` that gives `_row`; null where these do not tell rows apart. */
  readonly row: string | null
  /** Mapped field or input → what to call it to the user: the source's column, or the field itself. */
  readonly cited: ReadonlyMap<string, string>
  /** Fields and inputs of numbers that are known to be such, of at most four decimals. */
  readonly numeric: ReadonlySet<string>
  /** Zone of times that have no offset. */
  readonly time_zone: string
  /** Answers about day and month, by field. */
  readonly day_order: Readonly<Record<string, DayOrder>>
  /** Name of the source, or of the table where a select makes the rows. */
  readonly source: string
  readonly rows: number
  /** Rows of its source that could not be read. */
  readonly unreadable: number
  /** The rows repeat the members of this table. */
  readonly repeated: boolean
}

/** SQL: a field's text, or number, before it is read. */
export const rawText = (field: string) => `r_${field}`
