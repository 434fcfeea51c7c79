import {
  Bool,
  DateDay,
  Field,
  Float64,
  Int64,
  RecordBatchStreamWriter,
  Schema,
  Table,
  TimestampMillisecond,
  Utf8,
  vectorFromArray,
} from 'apache-arrow'
import type { DataType } from 'apache-arrow'
import type { Unit } from '../../queries/metric.ts'
import type { Answer, CellValue } from './engine.ts'

const types: Readonly<Record<Unit, DataType>> = {
  date: new DateDay(),
  instant: new TimestampMillisecond('UTC'),
  text: new Utf8(),
  id: new Utf8(),
  flag: new Bool(),
  count: new Int64(),
  quantity: new Float64(),
  ratio: new Float64(),
  money: new Float64(),
  days: new Float64(),
  hours: new Float64(),
  score: new Float64(),
}

/**
 * An answer as an Arrow IPC stream: one column a unit's type (`date` Date32, `instant` Timestamp[ms, UTC], `count`
 * Int64, other numbers Float64), all nullable. The schema carries `data_version` and `row_count`, so that a reader
 * can tell a complete stream from a short one.
 */
export function arrowBytes(answer: Answer): Uint8Array {
  const names = Object.keys(answer.columns)
  const fields = names.map((name) => new Field(name, types[answer.columns[name]!.unit], true))
  const metadata = new Map([
    ['data_version', answer.data_version],
    ['row_count', String(answer.row_count)],
  ])
  const vectors = names.map((name) => vectorOf(answer.columns[name]!.unit, answer.values[name]!))
  const table = new Table(
    new Schema(fields, metadata),
    Object.fromEntries(names.map((name, index) => [name, vectors[index]!])),
  )
  return RecordBatchStreamWriter.writeAll(table).toUint8Array(true)
}

function vectorOf(unit: Unit, values: readonly CellValue[]) {
  return vectorFromArray(values.map(arrowValue(unit)), types[unit])
}

function arrowValue(unit: Unit): (value: CellValue) => unknown {
  switch (unit) {
    case 'date':
    case 'instant':
      return (value) => (value === null ? null : new Date(value as string))
    case 'count':
      return (value) => (value === null ? null : BigInt(value as number))
    default:
      return (value) => value
  }
}
