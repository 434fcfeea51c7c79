import { describe, expect, it } from 'vitest'
import { lifecycle } from '../../../queries/churn/lifecycle.ts'
import { churn } from '../../../queries/kpi/churn.ts'
import { customers } from '../../../queries/kpi/customers.ts'
import type { Row } from '../../../queries/metric.ts'
import type { Asked } from '../../../server/engine/question.ts'
import { randomChain } from '../../fixtures/random-chain.ts'
import { openChain } from '../chain.ts'
import { useCornerShop } from '../corner-shop-chain.ts'

const shop = useCornerShop()
const parts = async (asked: Asked = {}, stores?: string[]) =>
  (await shop.ask(lifecycle, asked, stores)).map((row) => [
    row.new_customers,
    row.returning_customers,
    row.resurrected_customers,
    row.lapsed_customers,
    row.customers_at_start,
    row.customers_at_end,
  ])

describe('the lifecycle', () => {
  it('parts the active customers of a month and counts who was lost', async () => {
    // bo lapses on 3 January, 91 days after 5 October, and comes back on the 20th; ann comes back after 359 days.
    expect(await parts()).toEqual([
      [0, 0, 2, 1, 1, 2],
      [2, 0, 0, 0, 2, 4],
      [1, 1, 0, 0, 4, 5],
    ])
  })

  it('counts silence of exactly inactive_days as not lapsed', async () => {
    const bo = { from: '2025-01-20', to: '2025-01-20', segment: ['important_value'] }
    expect(await parts({ ...bo, inactive_days: 107 })).toEqual([[0, 1, 0, 0, 1, 1]])
    expect(await parts({ ...bo, inactive_days: 106 })).toEqual([[0, 0, 1, 1, 1, 1]])
  })

  it('counts who bought in a long bucket and lapsed again by its end', async () => {
    // All but bo and zoe are silent for more than 30 days by 31 March; ann and bo were lapsed at the start.
    expect(await parts({ grain: 'total', inactive_days: 30 })).toEqual([[3, 0, 2, 3, 0, 2]])
  })
})

function expectReconciled(row: Row<typeof lifecycle>): void {
  const value = (name: keyof typeof row) => Number(row[name])
  expect(value('new_customers') + value('returning_customers') + value('resurrected_customers')).toBe(
    value('active_customers'),
  )
  expect(
    value('customers_at_start') +
      value('new_customers') +
      value('resurrected_customers') -
      value('lapsed_customers') +
      value('moved_customers'),
  ).toBe(value('customers_at_end'))
}

describe('on a random chain', () => {
  it('every bucket reconciles with the active count, and with the churn and customer cards', async () => {
    const chain = await openChain(randomChain(7))
    const views: Asked[] = [
      {},
      { grain: 'quarter', inactive_days: 20 },
      { grain: 'total', inactive_days: 9 },
      { grain: 'week', inactive_days: 14 },
      { store: ['S1'], inactive_days: 20 },
      { category: ['tea'], channel: ['store'], inactive_days: 30 },
    ]
    for (const view of views) {
      const asked = { from: '2024-02-01', to: '2025-03-31', ...view }
      const rows = await chain.ask(lifecycle, asked)
      const cards = await chain.ask(customers, { ...asked, lapse_days: view.inactive_days })
      expect(rows.length).toBeGreaterThan(0)
      for (const [index, row] of rows.entries()) {
        expectReconciled(row)
        const card = cards.find(({ bucket }) => bucket === row.bucket)
        expect(row.active_customers).toBe(card?.active_customers ?? 0)
        expect(row.new_customers).toBe(card?.new_customers ?? 0)
        expect(row.resurrected_customers).toBe(card?.reactivated_customers ?? 0)
        const next = rows[index + 1]
        if (next) expect(next.customers_at_start).toBe(row.customers_at_end)
        if (!view.store && !view.category) expect(row.moved_customers).toBe(0)
      }
    }
    const asked = { from: '2024-02-01', to: '2025-03-31', inactive_days: 40 }
    const lost = await chain.ask(churn, asked)
    const rows = await chain.ask(lifecycle, asked)
    for (const { bucket, customers_at_start, lapsed_customers } of lost)
      expect(rows.find((row) => row.bucket === bucket)).toMatchObject({
        customers_at_start,
        lapsed_customers,
      })
    await chain.close()
  })
})
