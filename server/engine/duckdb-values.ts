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
import type { Param, Unit } from '../../queries/metric.ts'
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
 * A value that DuckDB returned, as the contract's unit says: day as `YYYY-MM-DD`, instant as ISO 8601 UTC, amounts
 * as the nearest number. Throws when the value does not fit the unit, is not finite or is too large to be exact.
 */
export function cell(unit: Unit, value: DuckDBValue): CellValue {
  if (value === null) return null
  switch (unit) {
    case 'date':
      return isoDay(value)
    case 'instant':
      return isoInstant(value)
    case 'text':
    case 'id':
      assertFits(typeof value === 'string', unit, value)
      return value
    case 'flag':
      assertFits(typeof value === 'boolean', unit, value)
      return value
    case 'count':
      return whole(value)
    default:
      return finite(unit, value)
  }
}

function isoDay(value: DuckDBValue): string {
  assertFits(value instanceof DuckDBDateValue, 'date', value)
  return new Date(value.days * millisecondsPerDay).toISOString().slice(0, 10)
}

function isoInstant(value: DuckDBValue): string {
  assertFits(
    value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue,
    'instant',
    value,
  )
  return new Date(Number(value.micros / 1000n)).toISOString()
}

function whole(value: DuckDBValue): number {
  const number = finite('count', value)
  assertFits(Number.isSafeInteger(number), 'count', value)
  return number
}

function finite(unit: Unit, value: DuckDBValue): number {
  const number = value instanceof DuckDBDecimalValue ? Number(value.toString()) : Number(value)
  const isNumber =
    typeof value === 'number' || typeof value === 'bigint' || value instanceof DuckDBDecimalValue
  assertFits(isNumber && Number.isFinite(number), unit, value)
  return number
}

function assertFits(fits: boolean, unit: Unit, value: DuckDBValue): asserts fits {
  if (!fits) throw new Error(`${String(value)} (${typeof value}) does not fit the unit ${unit}`)
}
