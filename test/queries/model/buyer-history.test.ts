import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readModel } from '../../../server/load/build-model.ts'

const { sql, macros } = readModel()

/**
 * Customers by the first and last day of purchase, in days before the end of the data, and their repeats. The third to
 * fifth bought on their last day and, before it, 400 days before the end.
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
]

let instance: DuckDBInstance
let connection: DuckDBConnection
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:')
  connection = await instance.connect()
  await connection.run(macros.replaceAll('{{time_zone}}', 'UTC'))
  const rows = customers.map(
    ({ key, first, last, repeats }) =>
      `(${key}, date '2025-12-31' - ${first}, date '2025-12-31' - ${last}, ${repeats + 1}, ${repeats + 1})`,
  )
  await connection.run(`create table customer as from (values ${rows.join(', ')})
    as c(customer_key, first_purchase_on, last_purchase_on, occasions, orders)`)
  await connection.run('create table customer_in_build as select customer_key from customer')
  await connection.run(
    'create table visit (customer_key integer, day date, previous_day date, opens_day boolean)',
  )
  for (const { key, last } of customers.slice(2, 5))
    await connection.run(
      `insert into visit values (${key}, date '2025-12-31' - ${last}, date '2025-12-31' - 400, true)`,
    )
  await connection.run('create table repeat_spend (customer_key integer, net_amount decimal(18, 4))')
  await connection.run(
    'create table purchase_order (customer_key integer, day date, is_purchase boolean, net_amount decimal(18, 4))',
  )
})
afterAll(() => {
  connection.closeSync()
  instance.closeSync()
})

async function histories(is_rounded: boolean): Promise<string[]> {
  await connection.run(`create or replace table prediction_span as select date '2025-12-31' as observed_to,
    date '2024-12-31' as earlier_to, ${is_rounded} as is_rounded`)
  const found = await connection.runAndReadAll(
    `select customer_key, repeats, age_days, age_days - recency_days as silence, earlier_recency_days
       from (${sql['buyer_history']!}) order by customer_key`,
  )
  return found.getRowsJS().map((row) => row.map((cell) => (cell === null ? '-' : String(cell))).join(' '))
}

describe('the history of a buyer: repeats, age, silence, and days between purchases as of earlier', () => {
  it('is told by days', async () => {
    expect(await histories(false)).toEqual([
      '1 0 700 700 0',
      '2 4 703 694 9',
      '3 9 703 55 303',
      '4 9 703 59 303',
      '5 9 703 60 303',
      '6 1 58 57 -',
      '7 0 2 2 -',
      '8 1 2 1 -',
    ])
  })

  it('is told to the nearest week where very many buy, but a silence of less than eight weeks to the day, and never ends before the last purchase', async () => {
    expect(await histories(true)).toEqual([
      '1 0 700 700 0',
      '2 4 700 693 7',
      '3 9 700 55 301',
      '4 9 700 56 301',
      '5 9 700 63 301',
      '6 1 56 55 -',
      '7 0 0 0 -',
      '8 1 1 0 -',
    ])
  })
})
