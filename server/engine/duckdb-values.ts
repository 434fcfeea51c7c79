import {
  DATE,
  DOUBLE,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  INTEGER,
  LIST,
  VARCHAR,
  listValue,
} from '@duckdb/node-api'
import type { DuckDBType, DuckDBValue } from '@duckdb/node-api'
import type { Param } from '../../queries/metric.ts'
import type { CellValue, ParamValue } from './engine.ts'

const millisecondsPerDay = 86_400_000

/** A parameter as DuckDB binds it: dates as DATE, lists as VARCHAR[], counts as INTEGER, numbers as DOUBLE. */
export function bound(kind: Param['kind'], value: ParamValue): { value: DuckDBValue; type: DuckDBType } {
  switch (kind) {
    case 'date':
      return { value: new DuckDBDateValue(Date.parse(`${value}T00:00:00Z`) / millisecondsPerDay), type: DATE }
    case 'list':
      return { value: listValue([...(value as readonly string[])]), type: LIST(VARCHAR) }
    case 'count':
      return { value: value as number, type: INTEGER }
    case 'number':
      return { value: value as number, type: DOUBLE }
    case 'choice':
    case 'text':
      return { value: value as string, type: VARCHAR }
  }
}

/**
 * A value that DuckDB returned, in plain form: days as `YYYY-MM-DD`, instants as ISO 8601 UTC to the millisecond,
 * whole and decimal numbers as the nearest number. Throws for types that no metric returns.
 */
export function plain(value: DuckDBValue): CellValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof DuckDBDecimalValue) return Number(value.toString())
  if (value instanceof DuckDBDateValue) return dayText(value.days)
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue)
    return new Date(Number(value.micros / 1000n)).toISOString()
  throw new Error(`${value.constructor.name} is not a value that a metric may return`)
}

const day_texts = new Map<number, string>()
const days_kept = 20_000

/** A day by its number; an answer has few days and names each of them many times. */
function dayText(days: number): string {
  const known = day_texts.get(days)
  if (known !== undefined) return known
  const text = new Date(days * millisecondsPerDay).toISOString().slice(0, 10)
  if (day_texts.size < days_kept) day_texts.set(days, text)
  return text
}
