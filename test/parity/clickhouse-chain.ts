import { chdbTransport } from '../../server/engine/chdb.ts'
import { openClickHouse } from '../../server/engine/clickhouse.ts'
import type { ClickHouseTransport } from '../../server/engine/clickhouse.ts'
import type { Engine } from '../../server/engine/engine.ts'
import { clickHouseShelf } from '../../server/fitting/clickhouse-shelf.ts'
import { tableNames } from '../../queries/tables.ts'
import { buildMarts, inserts, modelColumns } from '../queries/chain.ts'
import type { CanonicalRows } from '../queries/chain.ts'

const types: Readonly<Record<string, string>> = {
  varchar: 'String',
  date: 'Date32',
  timestamp: `DateTime64(6, 'UTC')`,
  'decimal(18, 4)': 'Decimal(18, 4)',
  double: 'Float64',
  bigint: 'Int64',
  boolean: 'Bool',
}

/** Builds the same marts in ClickHouse, in this process, in a database of its own. */
export async function openClickHouseChain(
  transport: ClickHouseTransport,
  rows: CanonicalRows,
  time_zone = 'Asia/Shanghai',
): Promise<Engine> {
  const run = (sql: string) => transport.run(sql)
  for (const table of tableNames) {
    const declared = Object.entries(modelColumns(table)).map(
      ([name, type]) => `"${name}" Nullable(${types[type]})`,
    )
    await run(`create or replace table ${table} (${declared.join(', ')}) engine = MergeTree order by tuple()`)
    for (const statement of inserts(table, rows[table] ?? [])) await run(statement)
  }
  await buildMarts(run, 'clickhouse', time_zone, clickHouseShelf(transport))
  await run(`create or replace table snapshot_meta engine = MergeTree order by tuple() as
    select 'test' as data_version, 'test' as model_version, '${time_zone}' as time_zone, 'CNY' as currency`)
  return openClickHouse(transport)
}

/** A ClickHouse in this process, or null when the package `chdb` is not installed. */
export async function clickHouseHere(): Promise<ClickHouseTransport | null> {
  try {
    return await chdbTransport()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return null
    throw error
  }
}
