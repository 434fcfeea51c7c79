import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Metric, Row } from '../../queries/metric.ts'
import { marts } from '../../queries/model/marts.ts'
import { memberOf, members, type Mart } from '../../queries/model/model.ts'
import { canonicalTables, tableNames } from '../../queries/tables.ts'
import type { TableName } from '../../queries/tables.ts'
import { withStatistics } from '../../server/analysis/analysing-engine.ts'
import { rowsOf } from '../../server/engine/answer.ts'
import { openDuckDb } from '../../server/engine/duckdb.ts'
import type { Engine } from '../../server/engine/engine.ts'
import { everyStore, questionOf } from '../../server/engine/question.ts'
import type { Asked } from '../../server/engine/question.ts'
import { duckDbShelf } from '../../server/fitting/duckdb-shelf.ts'
import { fitMart, type Shelf } from '../../server/fitting/fit-mart.ts'
import { batchColumns } from '../../server/load/views.ts'

export type Cell = string | number | boolean | null
export type CanonicalRow = Readonly<Record<string, Cell | undefined>>
/** Canonical rows as a batch holds them; a field that a row leaves out is null, a table that is left out is empty. */
export type CanonicalRows = Partial<Record<TableName, readonly CanonicalRow[]>>

/** A built model and the engine over it. */
export interface Chain {
  readonly engine: Engine
  /** Rows of a metric's answer; without `stores` every store is in scope. */
  ask<M extends Metric>(metric: M, asked: Asked, stores?: readonly string[]): Promise<Row<M>[]>
  close(): Promise<void>
}

/** Asks one engine, statistics included; the rows come as objects. */
export async function askRows<M extends Metric>(
  engine: Engine,
  metric: M,
  asked: Asked,
  stores = everyStore,
): Promise<Row<M>[]> {
  return rowsOf(await withStatistics(engine).ask(questionOf(metric, asked, stores))) as Row<M>[]
}

/** Builds all marts over canonical rows in a DuckDB snapshot and opens it as the server does. */
export async function openChain(rows: CanonicalRows, time_zone = 'Asia/Shanghai'): Promise<Chain> {
  const folder = await mkdtemp(join(tmpdir(), 'regulars-chain-'))
  const file = join(folder, 'snapshot.duckdb')
  await buildSnapshot(file, rows, time_zone)
  const engine = await openDuckDb(file)
  return {
    engine,
    ask: (metric, asked, stores) => askRows(engine, metric, asked, stores),
    async close() {
      await engine.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Writes a snapshot with every mart, built from scratch over the rows. */
export async function buildSnapshot(file: string, rows: CanonicalRows, time_zone: string): Promise<void> {
  const instance = await DuckDBInstance.create(file)
  const connection = await instance.connect()
  for (const table of tableNames) await createTable(connection, table, rows[table] ?? [])
  const run = async (sql: string) => void (await connection.run(sql))
  await buildMarts(run, 'duckdb', time_zone, duckDbShelf(connection))
  await connection.run(`create table snapshot_meta as select 'test' as data_version, 'test' as model_version,
    '${time_zone}' as time_zone, 'CNY' as currency, timestamp '2026-01-01' as built_at`)
  connection.closeSync()
  instance.closeSync()
}

/** Runs the model's macros and then every mart in order, all rows at once. */
export async function buildMarts(
  run: (sql: string) => Promise<void>,
  dialect: 'duckdb' | 'clickhouse',
  time_zone: string,
  shelf: Shelf,
): Promise<void> {
  for (const statement of macros(dialect, time_zone)) await run(statement)
  const ready = new Set<string>()
  for (const mart of marts) {
    const member = memberOf(mart)
    if (member && !ready.has(`${member}_in_build`)) {
      const { key, all } = members[member]
      await run(`${create(dialect)} ${member}_in_build ${storage(dialect)} as select ${key} from ${all}`)
      ready.add(`${member}_in_build`)
    }
    if (mart.upkeep === 'fitted') await fitMart(shelf, mart, martSql(mart.name))
    else await buildMart(run, dialect, mart)
  }
  for (const name of ready) await run(`drop table ${name}`)
}

async function buildMart(
  run: (sql: string) => Promise<void>,
  dialect: 'duckdb' | 'clickhouse',
  { name, columns, order_by }: Mart,
): Promise<void> {
  const select = `select * from (\n${martSql(name)})\norder by ${order_by.join(', ')}`
  if (!columns) return run(`${create(dialect)} ${name} ${storage(dialect)} as\n${select}`)
  const declared = Object.entries(columns).map(([column, type]) => `${column} ${type}`)
  await run(`${create(dialect)} ${name} (${declared.join(', ')}) ${storage(dialect)}`)
  await run(`insert into ${name}\n${select}`)
}

const create = (dialect: 'duckdb' | 'clickhouse') =>
  dialect === 'clickhouse' ? 'create or replace table' : 'create table'

const storage = (dialect: 'duckdb' | 'clickhouse') =>
  dialect === 'clickhouse' ? 'engine = MergeTree order by tuple()' : ''

function macros(dialect: 'duckdb' | 'clickhouse', time_zone: string): string[] {
  const text = readFileSync(new URL(`../../queries/model/macros.${dialect}.sql`, import.meta.url), 'utf8')
  return text
    .replaceAll('{{time_zone}}', time_zone)
    .split(/;\s*\n/)
    .filter((statement) => /create/.test(statement))
}

const martSql = (name: string) =>
  readFileSync(new URL(`../../queries/model/${name}.sql`, import.meta.url), 'utf8')

/** The columns of a canonical table as the model reads it, with their DuckDB types. */
export function modelColumns(table: TableName): Record<string, string> {
  return { ...batchColumns(table), batch_id: 'varchar', batch_seq: 'bigint' }
}

/** Statements that fill a canonical table with rows, a few hundred at a time. */
export function inserts(table: TableName, rows: readonly CanonicalRow[]): string[] {
  const names = Object.keys(modelColumns(table))
  for (const row of rows) assertKnown(table, row, names)
  const values = rows.map((row) => `(${names.map((name) => literal(row[name])).join(', ')})`)
  return Array.from(
    { length: Math.ceil(values.length / 500) },
    (_, part) => `insert into ${table} values ${values.slice(500 * part, 500 * (part + 1)).join(',\n')}`,
  )
}

async function createTable(
  connection: DuckDBConnection,
  table: TableName,
  rows: readonly CanonicalRow[],
): Promise<void> {
  const declared = Object.entries(modelColumns(table)).map(([name, type]) => `"${name}" ${type}`)
  await connection.run(`create temp table ${table} (${declared.join(', ')})`)
  for (const statement of inserts(table, rows)) await connection.run(statement)
}

function assertKnown(table: TableName, row: CanonicalRow, names: readonly string[]): void {
  const unknown = Object.keys(row).find((name) => !names.includes(name))
  if (unknown)
    throw new Error(`${table} has no column ${unknown}; it has ${Object.keys(canonicalTables[table].fields)}`)
}

function literal(value: Cell | undefined): string {
  if (value === undefined || value === null) return 'null'
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
}
