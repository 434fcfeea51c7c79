import { describe, expect, it } from 'vitest'
import { concentration } from '../../../queries/value/concentration.ts'
import { lorenz } from '../../../queries/value/lorenz.ts'
import { cornerShop } from '../../fixtures/corner-shop.ts'
import { useCornerShop } from '../corner-shop-chain.ts'

const spending = (...amounts: number[]) => ({
  purchases: amounts.map((net_amount, nth) => ({
    ...cornerShop.purchases![0],
    ...{ order_id: `B${nth}`, customer_id: `b${nth}`, net_amount, ordered_at: '2025-02-01 04:00:00' },
  })),
})

describe('the corner shop, where customers spent 7, 20, 27, 28 and 42', () => {
  const shop = useCornerShop()

  it('has a curve through the sums of the lowest', async () => {
    const rows = await shop.ask(lorenz)
    expect(rows.map((row) => [row.customers, row.share_of_customers, row.amount_at_most])).toEqual([
      [1, 0.2, 7],
      [2, 0.4, 20],
      [3, 0.6, 27],
      [4, 0.8, 28],
      [5, 1, 42],
    ])
    const shares = [7, 27, 54, 82, 124].map((sum) => sum / 124)
    rows.forEach((row, nth) => expect(row.share_of_amount).toBeCloseTo(shares[nth]!, 12))
  })

  it('has a Gini of 900 / 620 − 6 / 5, and its best fifth is one customer', async () => {
    const [row] = await shop.ask(concentration)
    expect(row).toMatchObject({ customers: 5, amount: 124 })
    expect(row!.gini).toBeCloseTo(900 / 620 - 1.2, 12)
    expect(row!.top_1_percent).toBeCloseTo((0.05 * 42) / 124, 12)
    expect(row!.top_10_percent).toBeCloseTo(21 / 124, 12)
    expect(row!.top_20_percent).toBeCloseTo(42 / 124, 12)
    expect(row!.top_50_percent).toBeCloseTo((42 + 28 + 13.5) / 124, 12)
  })

  it('has none when nobody bought', async () => {
    const never = { from: '2020-01-01', to: '2020-12-31' }
    expect(await shop.ask(concentration, never)).toEqual([])
    expect(await shop.ask(lorenz, never)).toEqual([])
  })
})

describe('the published example 1 3 2 1 1 1 4', () => {
  const example = useCornerShop(spending(1, 3, 2, 1, 1, 1, 4))

  it('has the published Gini', async () => {
    expect((await example.ask(concentration))[0]!.gini).toBeCloseTo(0.3076923, 7)
  })

  it('has one corner for those who are alike', async () => {
    const rows = await example.ask(lorenz)
    expect(rows.map((row) => [row.customers, row.amount_at_most])).toEqual([
      [4, 1],
      [5, 2],
      [6, 3],
      [7, 4],
    ])
  })
})

describe('a hundred customers who spent 1 to 100', () => {
  const ladder = useCornerShop(spending(...Array.from({ length: 100 }, (_, nth) => nth + 1)))

  it('are each the last of a hundredth', async () => {
    const rows = await ladder.ask(lorenz)
    expect(rows.map((row) => row.customers)).toEqual(Array.from({ length: 100 }, (_, nth) => nth + 1))
  })
})

describe('customers who are all alike', () => {
  const equal = useCornerShop(spending(5, 5, 5, 5))

  it('have a Gini of nought, and any fifth of them brings a fifth', async () => {
    const [row] = await equal.ask(concentration)
    expect(row!.gini).toBeCloseTo(0, 12)
    expect(row!.top_20_percent).toBeCloseTo(0.2, 12)
  })
})
