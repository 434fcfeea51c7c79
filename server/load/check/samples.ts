import type { TableName } from '../../../queries/tables.ts'
import type { Sample } from '../../../queries/loading/report.ts'
import { shownValue } from './veil.ts'

/** A row that is shown as an example. */
export interface SampleRow {
  readonly _source: number | null
  readonly _line: number
  readonly _value: string | null
}

const shown = 10

/** SQL for the first ten rows of a relation (which may end in a `where`), with `value` as what is shown. */
export const sampleSelect = (relation: string, value: string) =>
  `select _source, _line, left(cast(${value} as varchar), 200) as _value from ${relation} order by _row limit ${shown}`

/** SQL for the same with the number `n` of all rows in each, from one look at them; no row when there is none. */
export const countedSamples = (relation: string, value: string) => `
  select n, unnest(samples, recursive := true) from (
    select count(*) as n, arg_min({
      _source: _source, _line: _line, _value: left(cast(${value} as varchar), 200)
    }, _row, ${shown}) as samples from ${relation}
  )`

/** The field that an example is about, and the column it came from; none when the whole row is meant. */
export interface SamplePlace {
  readonly table: TableName
  readonly field: string
  readonly column: string | undefined
}

/** The row as the report shows it, a personal value hidden; `files` are the names by `_source`. */
export function toSample(
  { _source, _line, _value }: SampleRow,
  files: readonly string[],
  place: SamplePlace | null,
): Sample {
  const file = _source === null ? null : (files[_source] ?? null)
  if (place === null) return { file, line: _line, column: null, value: null }
  const { table, field, column = field } = place
  return { file, line: _line, column, value: shownValue(table, field, _value) }
}
