import { expect, test } from 'vitest'
import { DataChanged, everyCustomer, type Customer } from '../../../web/lib/customers/every-customer.ts'

const range = { from: '2026-01-01', to: '2026-03-31' }
const people = Array.from({ length: 2_001 }, (_, index) => ({ customer_id: String(index) }) as Customer)

test('a list is read to its end, a thousand at a time, each customer once', async () => {
  const asked: unknown[] = []
  const seen: number[] = []
  const everyone = await everyCustomer(
    range,
    async ({ limit = 0, offset = 0 }) => {
      asked.push([limit, offset])
      return { rows: people.slice(offset, offset + limit), data_version: 'a' }
    },
    (rows) => seen.push(rows),
  )
  expect(everyone).toEqual(people)
  expect(asked).toEqual([
    [1_000, 0],
    [1_000, 1_000],
    [1_000, 2_000],
  ])
  expect(seen).toEqual([1_000, 2_000, 2_001])
})

test('pages of two versions of the data are never put together', async () => {
  const versions = ['a', 'b']
  const answer = everyCustomer(
    range,
    async () => ({ rows: people.slice(0, 1_000), data_version: versions.shift() ?? '' }),
    () => {},
  )
  await expect(answer).rejects.toBeInstanceOf(DataChanged)
})
