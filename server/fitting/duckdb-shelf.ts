import { DuckDBDataChunk, DOUBLE, INTEGER, VARCHAR } from '@duckdb/node-api'
import type { DuckDBConnection, DuckDBVector } from '@duckdb/node-api'
import type { Mart } from '../../queries/model/model.ts'
import { plain } from '../engine/duckdb-values.ts'
import type { Fitted, FittedRow, Statistics } from './fitting.ts'
import type { Shelf } from './fit-mart.ts'

const types = { varchar: VARCHAR, integer: INTEGER, double: DOUBLE }
const chunkRows = 2048

/** A DuckDB snapshot that is being built. */
export function duckDbShelf(connection: DuckDBConnection): Shelf {
  return {
    statistics: (sql) => statistics(connection, sql),
    async rows(mart) {
      const reader = await connection.runAndReadAll(`select * from main."${mart}"`)
      return reader.getRowObjects().map((row) => {
        const cells = Object.entries(row).map(([name, value]) => [name, plain(value)])
        return Object.fromEntries(cells) as FittedRow
      })
    },
    async write(mart, columns) {
      const declared = Object.entries(mart.columns!).map(([name, type]) => `"${name}" ${type}`)
      await connection.run(`create or replace table main."${mart.name}" (${declared.join(', ')})`)
      await append(connection, mart, columns)
    },
  }
}

/** Read chunk by chunk, as doubles, so that millions of rows never lie in memory as objects. */
async function statistics(connection: DuckDBConnection, sql: string): Promise<Statistics> {
  const result = await connection.run(`select cast(columns(*) as double) from (${sql}\n)`)
  const names = result.columnNames()
  const lists = names.map(() => new Float64Array(result.rowCount))
  let row = 0
  for (let nth = 0; nth < result.chunkCount; nth += 1) {
    const chunk = result.getChunk(nth)
    const rows = chunk.rowCount
    for (const [index, list] of lists.entries()) {
      const vector = chunk.getColumnVector(index)
      for (let i = 0; i < rows; i += 1) list[row + i] = (vector.getItem(i) as number | null) ?? NaN
    }
    row += rows
  }
  return Object.fromEntries(names.map((name, index) => [name, lists[index]!]))
}

async function append(connection: DuckDBConnection, mart: Mart, columns: Fitted): Promise<void> {
  const names = Object.keys(mart.columns!)
  const appender = await connection.createAppender(mart.name, 'main')
  const chunk_types = names.map((name) => types[mart.columns![name]!])
  const rows = columns[names[0]!]?.length ?? 0
  for (let from = 0; from < rows; from += chunkRows) {
    const count = Math.min(chunkRows, rows - from)
    const chunk = DuckDBDataChunk.create(chunk_types, count)
    for (const [index, name] of names.entries())
      fill(chunk.getColumnVector(index), columns[name]!, from, count)
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}

function fill(vector: DuckDBVector, list: Fitted[string], from: number, count: number): void {
  for (let i = 0; i < count; i += 1) {
    const value = list[from + i]!
    vector.setItem(i, typeof value === 'number' && Number.isNaN(value) ? null : value)
  }
  vector.flush()
}
