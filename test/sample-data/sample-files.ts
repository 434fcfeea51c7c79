import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { TableName } from '../../queries/tables.ts'
import { generateChain } from '../../sample-data/generate.ts'
import type { SampleOptions } from '../../sample-data/generate.ts'
import type { Truth } from '../../sample-data/truth.ts'
import { writtenFields } from '../../sample-data/write/written-fields.ts'

/** A sample written for a test, opened with nothing but DuckDB: the product's own loading has no part in it. */
export interface SampleFiles {
  readonly folder: string
  readonly truth: Truth
  /** Rows of a select; every table is there under its own name, all columns text, plus `sold`: purchase lines of orders that were not cancelled. */
  rows(sql: string): Promise<Record<string, unknown>[]>
  number(sql: string): Promise<number>
  bytes(file: string): Buffer
  remove(): void
}

/** Writes a sample into a folder of its own. */
export async function writeSample(options: Omit<SampleOptions, 'out'>): Promise<SampleFiles> {
  const folder = mkdtempSync(join(tmpdir(), 'regulars-sample-'))
  const truth = await generateChain({ ...options, out: join(folder, 'chain') })
  const connection = await (await DuckDBInstance.create()).connect()
  await openTables(connection, join(folder, 'chain'), truth)
  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson()
  return {
    folder: join(folder, 'chain'),
    truth,
    rows,
    number: async (sql) => Number(Object.values((await rows(sql))[0] ?? {})[0]),
    bytes: (file) => readFileSync(join(folder, 'chain', file)),
    remove: () => rmSync(folder, { recursive: true }),
  }
}

async function openTables(connection: DuckDBConnection, folder: string, truth: Truth): Promise<void> {
  for (const table of new Set(truth.files.map((file) => file.table))) {
    if (table === 'stores' || table === 'customers') continue
    await connection.run(`create view ${table} as from ${reading(folder, table, truth)}`)
  }
  await connection.run(`
    create view sold as
      select order_id, line_no, customer_id, store_id, product_id, kind, campaign_id,
        cast(ordered_at as timestamp) as at_, cast(ordered_at as date) as day,
        cast(net_amount as decimal(18, 4)) as net, cast(cost_amount as decimal(18, 4)) as cost
      from purchases
      where order_id not in (select order_id from purchases where kind = 'cancel')`)
}

function reading(folder: string, table: TableName, truth: Truth): string {
  const parquet = truth.files.some((file) => file.table === table && file.format === 'parquet')
  if (parquet) return `read_parquet('${folder}/${table}_*.parquet')`
  const columns = writtenFields(table).map(([name]) => `'${name}': 'varchar'`)
  const files = table === 'purchases' ? `${table}_*.csv` : `${table}.csv`
  return `read_csv('${folder}/${files}', header = true, delim = ',', quote = '"', columns = {${columns.join(', ')}})`
}
