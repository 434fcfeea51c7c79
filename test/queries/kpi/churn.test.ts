import { describe, expect, it } from 'vitest'
import { churn } from '../../../queries/kpi/churn.ts'
import { customers } from '../../../queries/kpi/customers.ts'
import type { Asked } from '../../../server/engine/question.ts'
import { useCornerShop } from '../corner-shop-chain.ts'

const shop = useCornerShop()
const counts = async (asked: Asked = {}, stores?: string[]) =>
  (await shop.ask(churn, { grain: 'total', ...asked }, stores)).map((row) => [
    row.customers_at_start,
    row.lapsed_customers,
  ])

describe('churn', () => {
  it('is the share of those active at the start who lapsed in the bucket', async () => {
    const months = await shop.ask(churn)
    expect(
      months.map((month) => [month.customers_at_start, month.lapsed_customers, month.churn_rate]),
    ).toEqual([
      [1, 1, 1],
      [2, 0, 0],
      [4, 0, 0],
    ])
  })

  it('does not count a customer silent for exactly inactive_days as lapsed', async () => {
    expect(await counts({ from: '2025-02-20', to: '2025-03-01', inactive_days: 19 })).toEqual([[1, 0]])
    expect(await counts({ from: '2025-03-01', to: '2025-03-01', inactive_days: 19 })).toEqual([[2, 0]])
    expect(await counts({ from: '2025-03-02', to: '2025-03-02', inactive_days: 19 })).toEqual([[3, 1]])
  })

  it('counts a purchase after exactly inactive_days as in time, and one a day later as come back', async () => {
    const bo = { from: '2025-01-20', to: '2025-01-20', segment: ['important_value'] }
    expect(await counts({ ...bo, inactive_days: 107 })).toEqual([[1, 0]])
    expect(await counts({ ...bo, inactive_days: 106 })).toEqual([[1, 1]])
    const [back] = await shop.ask(customers, { ...bo, grain: 'total', lapse_days: 106 })
    expect(back!.reactivated_customers).toBe(1)
  })

  it('finds who buys again in a long bucket and then lapses, once', async () => {
    expect(await counts({ inactive_days: 60 })).toEqual([])
    expect(await counts({ from: '2025-01-04', inactive_days: 20 })).toEqual([[1, 1]])
    expect(await counts({ from: '2025-02-02', to: '2025-03-31', inactive_days: 15 })).toEqual([[2, 2]])
    expect(await counts({ from: '2025-02-02', to: '2025-02-25', inactive_days: 15 })).toEqual([[2, 1]])
  })

  it('lets nobody lapse after the last day of the data', async () => {
    expect(await counts({ from: '2025-03-01', to: '2025-12-31', inactive_days: 58 })).toEqual([[4, 2]])
    expect(await counts({ from: '2025-04-01', to: '2025-12-31' })).toEqual([])
  })
})

describe('filters of churn', () => {
  it('take a customer by the last purchase before the bucket', async () => {
    const march = { from: '2025-03-01', inactive_days: 30 }
    expect(await counts(march)).toEqual([[2, 2]])
    expect(await counts({ ...march, store: ['S3'] })).toEqual([[1, 1]])
    expect(await counts({ ...march, category: ['pantry'] })).toEqual([[1, 1]])
    expect(await counts({ ...march, channel: ['online'] })).toEqual([])
    expect(await counts({ from: '2025-02-01', grade: ['silver'] })).toEqual([[1, 0]])
  })

  it('judge silence by all purchases in scope', async () => {
    const bo = { from: '2025-02-01', inactive_days: 120, segment: ['important_value'] }
    expect(await counts(bo)).toEqual([[1, 0]])
    expect(await counts(bo, ['S1'])).toEqual([[1, 1]])
  })
})
