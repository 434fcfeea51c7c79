import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { coverage } from '../../queries/data/coverage.ts'
import { sales } from '../../queries/kpi/sales.ts'
import { tableNames } from '../../queries/tables.ts'
import type { TableName } from '../../queries/tables.ts'
import { rowsOf } from '../../server/engine/answer.ts'
import { chdbTransport } from '../../server/engine/chdb.ts'
import { buildClickHouseModel } from '../../server/engine/clickhouse-model.ts'
import { openClickHouse } from '../../server/engine/clickhouse.ts'
import type { Engine } from '../../server/engine/engine.ts'
import { questionOf } from '../../server/engine/question.ts'
import { modelColumns } from '../queries/chain.ts'
import { temporaryFolder } from './small-snapshot.ts'

const installed = existsSync(join(import.meta.dirname, '../../node_modules/chdb'))
const columns = Object.fromEntries(tableNames.map((table) => [table, modelColumns(table)])) as Record<
  TableName,
  Record<string, string>
>
const purchases = `select * from (values
  ('o1', 1, 'c1', 's1', 'store', timestamp '2026-01-01 15:59:59', 2.0, 20.0000, 'sale', 'b1'),
  ('o2', 1, 'c1', 's1', 'store', timestamp '2026-01-01 16:00:00', 1.0, 30.0000, 'sale', 'b1'),
  ('o3', 1, null, 's2', 'online', timestamp '2026-01-02 01:00:00', 3.0, 50.0000, 'sale', 'b1')
) t(order_id, line_no, customer_id, store_id, channel, ordered_at, quantity, net_amount, kind, batch_id)`

/** Writes rows as a batch holds them: every column of the table, typed. */
async function writeParquet(file: string, table: TableName, select: string): Promise<void> {
  const instance = await DuckDBInstance.create()
  const connection = await instance.connect()
  const declared = Object.entries(columns[table]).map(([name, type]) => `"${name}" ${type}`)
  await connection.run(`create table rows (${declared.join(', ')})`)
  await connection.run(`insert into rows by name ${select}`)
  await connection.run(`copy rows to '${file}' (format parquet)`)
  connection.closeSync()
  instance.closeSync()
}

describe.skipIf(!installed)('a ClickHouse filled with canonical rows', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let engine: Engine

  beforeAll(async () => {
    folder = await temporaryFolder()
    const file = join(folder.path, 'purchases.parquet')
    await writeParquet(file, 'purchases', purchases)
    const transport = await chdbTransport()
    const meta = { data_version: 'v7', model_version: 'm1', time_zone: 'Asia/Shanghai', currency: 'CNY' }
    await buildClickHouseModel(transport, { columns, files: { purchases: [file] }, meta })
    engine = await openClickHouse(transport)
  })
  afterAll(async () => {
    await engine.close()
    await folder.remove()
  })

  it('answers the product’s metrics, days counted in the chain’s zone', async () => {
    const period = { from: '2026-01-01', to: '2026-01-31' }
    const answer = await engine.ask(questionOf(sales, { ...period, grain: 'day' }))
    expect(rowsOf(answer)).toMatchObject([
      { bucket: '2026-01-01', net_sales: 20, identified_share: 1, orders: 1, units: 2 },
      { bucket: '2026-01-02', net_sales: 80, identified_share: 0.375, orders: 2, units: 4 },
    ])
    expect(rowsOf(await engine.ask(questionOf(coverage, period)))).toMatchObject([
      { first_day: '2026-01-01', last_day: '2026-01-02', stores: 2, customers: 1, orders: 3, lines: 3 },
    ])
    expect(engine.data_version).toBe('v7')
  })
})
