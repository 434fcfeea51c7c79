import { DuckDBInstance } from '@duckdb/node-api'
import { beforeAll, describe, expect, it } from 'vitest'
import { duckDbShelf } from '../../server/fitting/duckdb-shelf.ts'
import { modelFit } from '../../server/fitting/model-fit.ts'
import { readModel } from '../../server/load/build-model.ts'
import { fitBgNbd } from '../../server/stats/bg-nbd.ts'
import { fitParetoNbd } from '../../server/stats/pareto-nbd.ts'
import { simulatedLives } from '../stats/simulated-buyers.ts'

const model = { r: 0.4, alpha: 5, a: 0.8, b: 2.4 }
const spend = { p: 6.25, q: 3.74, gamma: 15.44 }
/** Days of so many buyers that the models are fitted on threads. */
const histories = simulatedLives(120_000, { model, spend, longest: 110, ahead: 1, seed: 12 }).map(
  ({ repeats, recency, age }) => [repeats, Math.round(7 * recency), Math.round(7 * age)] as const,
)

interface Row {
  readonly place: number
  readonly parameter: string
  readonly value: number
  readonly standard_error: number
  readonly log_likelihood: number
  readonly customers: number
}

describe('a fit of a large chain', () => {
  let fitted: Record<string, ArrayLike<number | string | null>>
  beforeAll(async () => {
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    const { sql, macros } = readModel()
    await connection.run(macros.replaceAll('{{time_zone}}', 'UTC'))
    await connection.run('create table prediction_basis as select true as is_enough, false as is_rounded')
    await connection.run('create table customer (customer_key integer, occasions bigint)')
    await connection.run('create table repeat_spend (customer_key integer, net_amount decimal(18, 4))')
    await connection.run(`create table buyer_history as
      select 1 as part, h[1]::bigint as repeats, h[2]::bigint as recency_days, h[3]::bigint as age_days, count(*) as buyers
      from (select unnest(from_json('${JSON.stringify(histories)}', '[["INTEGER"]]')) as h) group by all`)
    fitted = await modelFit(await duckDbShelf(connection).statistics(sql['model_fit']!))
    connection.closeSync()
    instance.closeSync()
  })
  const rowsOf = (name: string): Row[] =>
    Array.from(fitted['model']!, (each, i) =>
      each === name && fitted['part']![i] === 'now'
        ? [Object.fromEntries(Object.entries(fitted).map(([column, list]) => [column, list[i]!])) as never]
        : [],
    ).flat()

  it.each([
    ['bg_nbd', fitBgNbd],
    ['pareto_nbd', fitParetoNbd],
  ] as const)('is made of all buyers, and %s is what they say one by one', (name, fit) => {
    const all = fit({
      repeats: histories.map(([repeats]) => repeats),
      recency: histories.map(([, recency]) => recency / 7),
      age: histories.map(([, , age]) => age / 7),
      buyers: histories.map(() => 1),
    })
    if (all.reason !== null) throw new Error(all.reason)
    const rows = rowsOf(name)
    expect(rows.map(({ parameter }) => parameter)).toEqual(Object.keys(all.parameters))
    for (const { parameter, value, standard_error, log_likelihood, customers } of rows) {
      expect(customers).toBe(120_000)
      expect(log_likelihood).toBeCloseTo(all.log_likelihood, 2)
      expect(value / (all.parameters as Record<string, number>)[parameter]!).toBeCloseTo(1, 4)
      expect(standard_error / (all.errors as Record<string, number>)[parameter]!).toBeCloseTo(1, 1)
    }
  })
})
