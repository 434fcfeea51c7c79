import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readModel } from '../../../server/load/build-model.ts'

const { sql, macros } = readModel()

/**
 * Customers by the first and last day of purchase, in days before the end of the data, and their repeats. The third to
 * fifth bought on their last day and, before it, 400 days before the end. The last did what the first did.
 */
const customers = [
  { key: 1, first: 700, last: 700, repeats: 0 },
  { key: 2, first: 703, last: 694, repeats: 4 },
  { key: 3, first: 703, last: 55, repeats: 9 },
  { key: 4, first: 703, last: 59, repeats: 9 },
  { key: 5, first: 703, last: 60, repeats: 9 },
  { key: 6, first: 58, last: 57, repeats: 1 },
  { key: 7, first: 2, last: 2, repeats: 0 },
  { key: 8, first: 2, last: 1, repeats: 1 },
  { key: 9, first: 700, last: 700, repeats: 0 },
]

let instance: DuckDBInstance
let connection: DuckDBConnection
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:')
  connection = await instance.connect()
  await connection.run(macros.replaceAll('{{time_zone}}', 'UTC'))
  const rows = customers.map(
    ({ key, first, last, repeats }) =>
      `(${key}, date '2025-12-31' - ${first}, date '2025-12-31' - ${last}, ${repeats + 1})`,
  )
  await connection.run(`create table customer as from (values ${rows.join(', ')})
    as c(customer_key, first_purchase_on, last_purchase_on, occasions)`)
  await connection.run(
    'create table visit (customer_key integer, day date, previous_day date, opens_day boolean)',
  )
  for (const { key, last } of customers.slice(2, 5))
    await connection.run(
      `insert into visit values (${key}, date '2025-12-31' - ${last}, date '2025-12-31' - 400, true)`,
    )
})
afterAll(() => {
  connection.closeSync()
  instance.closeSync()
})

async function histories(is_rounded: boolean, is_enough = true): Promise<string[]> {
  await connection.run(`create or replace table prediction_basis as select date '2025-12-31' as observed_to,
    date '2024-12-31' as earlier_to, ${is_rounded} as is_rounded, ${is_enough} as is_enough`)
  const found = await connection.runAndReadAll(
    `select part, repeats, age_days, age_days - recency_days as silence, held_back_purchases, buyers
       from (${sql['buyer_history']!}) order by all`,
  )
  return found.getRowsJS().map((row) => row.join(' '))
}

describe('the histories of buyers: part, repeats, age, silence, days with a purchase since, and buyers', () => {
  it('are told by days', async () => {
    expect(await histories(false)).toEqual([
      '1 0 2 2 0 1',
      '1 0 700 700 0 2',
      '1 1 2 1 0 1',
      '1 1 58 57 0 1',
      '1 4 703 694 0 1',
      '1 9 703 55 0 1',
      '1 9 703 59 0 1',
      '1 9 703 60 0 1',
      '2 0 335 335 0 2',
      '2 4 338 329 0 1',
      '2 8 338 35 1 3',
    ])
  })

  it('are told to the nearest week where very many buy, but a silence of less than eight weeks to the day, and never end before the last purchase', async () => {
    expect(await histories(true)).toEqual([
      '1 0 0 0 0 1',
      '1 0 700 700 0 2',
      '1 1 1 0 0 1',
      '1 1 56 55 0 1',
      '1 4 700 693 0 1',
      '1 9 700 55 0 1',
      '1 9 700 56 0 1',
      '1 9 700 63 0 1',
      '2 0 336 336 0 2',
      '2 4 336 329 0 1',
      '2 8 336 35 1 3',
    ])
  })

  it('are not told while the data gate is shut', async () => {
    expect(await histories(false, false)).toEqual([])
  })
})
