import type { Mart } from '../../queries/model/model.ts'
import type { ClickHouseTransport } from '../engine/clickhouse.ts'
import type { Fitted, FittedRow, Statistics } from './fitting.ts'
import type { Shelf } from './fit-mart.ts'

const types = { varchar: 'String', integer: 'Int32', double: 'Float64' }
const rowsAtOnce = 10_000

interface Printed {
  readonly meta: readonly { readonly name: string }[]
  readonly data: readonly (readonly (number | string | null)[])[]
}

/** A ClickHouse in which the model is being built. */
export function clickHouseShelf(to: ClickHouseTransport): Shelf {
  const ask = async (sql: string) => JSON.parse(await to.ask(`${sql}\nformat JSONCompact`)) as Printed
  return {
    async statistics(sql): Promise<Statistics> {
      const { meta, data } = await ask(sql)
      return Object.fromEntries(
        meta.map(({ name }, index) => [name, Float64Array.from(data, (row) => Number(row[index] ?? NaN))]),
      )
    },
    async rows(mart) {
      const { meta, data } = await ask(`select * from ${mart}`)
      return data.map(
        (row) => Object.fromEntries(meta.map(({ name }, index) => [name, row[index]!])) as FittedRow,
      )
    },
    write: (mart, columns) => write(to, mart, columns),
  }
}

async function write(to: ClickHouseTransport, mart: Mart, columns: Fitted): Promise<void> {
  const names = Object.keys(mart.columns!)
  const declared = names.map((name) => `"${name}" Nullable(${types[mart.columns![name]!]})`)
  await to.run(
    `create or replace table ${mart.name} (${declared.join(', ')})
     engine = MergeTree order by (${mart.order_by.join(', ')}) settings allow_nullable_key = 1`,
  )
  const rows = columns[names[0]!]?.length ?? 0
  for (let from = 0; from < rows; from += rowsAtOnce) {
    const values = Array.from({ length: Math.min(rowsAtOnce, rows - from) }, (_, i) =>
      names.map((name) => literal(columns[name]![from + i]!)).join(', '),
    )
    await to.run(`insert into ${mart.name} values ${values.map((row) => `(${row})`).join(', ')}`)
  }
}

function literal(value: number | string | null): string {
  if (value === null || Number.isNaN(value)) return 'null'
  return typeof value === 'string' ? `'${value.replaceAll(/[\\']/g, '\\$&')}'` : String(value)
}
