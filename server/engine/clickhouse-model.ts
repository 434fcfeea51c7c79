import { readFileSync } from 'node:fs'
import { memberOf, members, type Mart, type Member } from '../../queries/model/model.ts'
import { marts } from '../../queries/model/marts.ts'
import type { TableName } from '../../queries/tables.ts'
import { clickHouseShelf } from '../fitting/clickhouse-shelf.ts'
import { fitMart } from '../fitting/fit-mart.ts'
import type { ClickHouseTransport } from './clickhouse.ts'

/** Columns of a canonical table as the model reads it, with their DuckDB types: what a batch holds, and `batch_id`. */
export type ModelColumns = Readonly<Record<string, string>>

/** What a ClickHouse is filled with. */
export interface ClickHouseContent {
  readonly columns: Readonly<Record<TableName, ModelColumns>>
  /** Parquet files with the visible rows of each table; a table without any is empty. */
  readonly files: Readonly<Partial<Record<TableName, readonly string[]>>>
  readonly meta: {
    readonly data_version: string
    readonly model_version: string
    readonly time_zone: string
    readonly currency: string
  }
}

const types: Readonly<Record<string, string>> = {
  varchar: 'String',
  date: 'Date32',
  timestamp: "DateTime64(6, 'UTC')",
  'decimal(18, 4)': 'Decimal(18, 4)',
  double: 'Float64',
  bigint: 'Int64',
  integer: 'Int32',
  boolean: 'Bool',
}

/**
 * Builds the whole model in a ClickHouse from canonical rows: macros, tables, every mart in order, and last
 * `snapshot_meta`, without which nobody opens it. What was there under these names is replaced.
 */
export async function buildClickHouseModel(
  to: ClickHouseTransport,
  content: ClickHouseContent,
): Promise<void> {
  const { time_zone } = content.meta
  for (const macro of statementsOf(read('macros.clickhouse').replaceAll('{{time_zone}}', time_zone)))
    await to.run(macro)
  for (const [table, columns] of Object.entries(content.columns))
    await fill(to, table, columns, content.files[table as TableName] ?? [])
  for (const mart of marts) await build(to, mart)
  for (const member of Object.keys(members)) await to.run(`drop table if exists ${member}_in_build`)
  await writeMeta(to, content.meta)
}

async function fill(to: ClickHouseTransport, table: string, columns: ModelColumns, files: readonly string[]) {
  const declared = Object.entries(columns).map(([name, type]) => `"${name}" Nullable(${types[type]})`)
  await to.run(
    `create or replace table ${table} (${declared.join(', ')}) engine = MergeTree order by tuple()`,
  )
  for (const file of files) await to.insertParquet(table, file)
}

async function build(to: ClickHouseTransport, mart: Mart): Promise<void> {
  const { name, upkeep, order_by, columns } = mart
  if (upkeep === 'fitted') return fitMart(clickHouseShelf(to), mart, read(name))
  const storage = `engine = MergeTree order by (${order_by.join(', ')}) settings allow_nullable_key = 1`
  const member = memberOf(mart)
  if (member) await to.run(allInBuild(member))
  if (!columns) return void (await to.run(`create or replace table ${name} ${storage} as\n${read(name)}`))
  const declared = Object.entries(columns).map(([column, type]) => `"${column}" Nullable(${types[type]})`)
  await to.run(`create or replace table ${name} (${declared.join(', ')}) ${storage}`)
  await to.run(`insert into ${name}\n${read(name)}`)
}

/** The relation that names the members an increment builds; in a whole build, all. */
function allInBuild(member: Member): string {
  const { key, all } = members[member]
  return `create table if not exists ${member}_in_build engine = Memory as select ${key} from ${all}`
}

async function writeMeta(to: ClickHouseTransport, meta: ClickHouseContent['meta']): Promise<void> {
  const names = Object.keys(meta) as (keyof typeof meta)[]
  const holes = names.map((name) => `{${name}:String} as ${name}`)
  await to.run(
    'create or replace table snapshot_meta (data_version String, model_version String, time_zone String, currency String) engine = MergeTree order by tuple()',
  )
  await to.run(`insert into snapshot_meta (${names.join(', ')}) select ${holes.join(', ')}`, meta)
}

/** The statements of a file of macros, each ending with a semicolon at the end of its line. */
function statementsOf(text: string): string[] {
  return text.split(/;\s*$/m).filter((statement) => /^\s*create/im.test(statement))
}

function read(name: string): string {
  return readFileSync(new URL(`../../queries/model/${name}.sql`, import.meta.url), 'utf8')
}
