import { tableFromIPC } from '@uwdata/flechette'
import type { Columns, Unit } from '../../queries/metric.ts'

type Cell = string | number | boolean | null

/** The rows of an Arrow stream, as the contract's types have them, and the version of the data they come from. */
export interface ArrowAnswer {
  readonly rows: Record<string, Cell>[]
  readonly data_version: string
}

/** Reads an answer from an Arrow IPC stream: days and instants become text again. Throws when rows are missing at its end. */
export function arrowRows(bytes: Uint8Array, columns: Columns): ArrowAnswer {
  const table = tableFromIPC(bytes, { useBigInt: false, useDate: false })
  const said = table.schema.metadata ?? new Map<string, string>()
  if (Number(said.get('row_count')) !== table.numRows) throw new RangeError('The answer ended early')
  const names = Object.keys(columns)
  const values = names.map((name) => readColumn(table.getChild(name).toArray(), columns[name]!.unit))
  const rows = Array.from({ length: table.numRows }, (_, row) =>
    Object.fromEntries(names.map((name, index) => [name, values[index]![row] ?? null])),
  )
  return { rows, data_version: said.get('data_version') ?? '' }
}

function readColumn(values: ArrayLike<unknown>, unit: Unit): Cell[] {
  const read = reader(unit)
  return Array.from(values, (value) => (value === null || value === undefined ? null : read(value)))
}

function reader(unit: Unit): (value: unknown) => Cell {
  if (unit === 'date') return (value) => new Date(value as number).toISOString().slice(0, 10)
  if (unit === 'instant') return (value) => new Date(value as number).toISOString()
  return (value) => value as Cell
}
