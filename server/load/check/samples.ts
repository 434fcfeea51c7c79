import type { Sample } from './report.ts'

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

/** The row as the report shows it; `files` are the names by `_source`. */
export function toSample(
  { _source, _line, _value }: SampleRow,
  files: readonly string[],
  column: string | null,
): Sample {
  return { file: _source === null ? null : (files[_source] ?? null), line: _line, column, value: _value }
}
