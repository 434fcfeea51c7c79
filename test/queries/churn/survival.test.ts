import { describe, expect, it } from 'vitest'
import { survival } from '../../../queries/churn/survival.ts'
import { survivalGroups } from '../../../queries/churn/survival_groups.ts'
import type { Asked } from '../../../server/engine/question.ts'
import { useCornerShop } from '../corner-shop-chain.ts'

const shop = useCornerShop()
const history = { from: '2024-01-01', to: '2025-03-31' }
const tenures = async (asked: Asked = {}, stores?: string[]) =>
  (await shop.ask(survival, { ...history, ...asked }, stores)).map((row) => [
    row.tenure_days,
    row.customers_at_risk,
    row.lapsed_customers,
    row.censored_customers,
  ])

describe('survival', () => {
  it('follows every customer from the first purchase to the first lapse, or to the last day known', async () => {
    // ann lapses 91 days after 10 January 2024, bo after 5 October 2024; zoe, di and cy are 30, 39 and 58 days old.
    expect(await tenures()).toEqual([
      [30, 5, 0, 1],
      [39, 4, 0, 1],
      [58, 3, 0, 1],
      [91, 2, 2, 0],
    ])
  })

  it('estimates the share that has not lapsed, with its interval', async () => {
    // With 30 days: cy lapses on 13 March, 40 days after the first purchase, di on 23 March after 31; zoe is last seen.
    const rows = await shop.ask(survival, { ...history, from: '2025-01-01', inactive_days: 30 })
    expect(rows.map((row) => [row.tenure_days, row.customers_at_risk, row.survival])).toEqual([
      [30, 3, 1],
      [31, 2, 0.5],
      [40, 1, 0],
    ])
    expect(rows[0]).toMatchObject({ survival_low: 1, survival_high: 1 })
    expect(rows[1]!.survival_low).toBeCloseTo(0.5 ** Math.exp((1.959964 * Math.sqrt(0.5)) / Math.LN2), 6)
    expect(rows[2]!.survival_low).toBeNull()
  })

  it('counts exactly inactive_days without a purchase as not lapsed', async () => {
    const zoe = { from: '2025-03-01' }
    expect(await tenures({ ...zoe, inactive_days: 30 })).toEqual([[30, 1, 0, 1]])
    expect(await tenures({ ...zoe, inactive_days: 29 })).toEqual([[30, 1, 1, 0]])
  })

  it('knows nothing of what happens after the period', async () => {
    expect(await tenures({ to: '2024-12-31' })).toEqual([
      [87, 2, 0, 1],
      [91, 1, 1, 0],
    ])
  })

  it('groups and filters by the first purchase', async () => {
    const members = async (by: string, asked: Asked = {}) =>
      (await shop.ask(survivalGroups, { ...history, by, ...asked })).map((row) => [row.member, row.customers])
    expect(await members('region')).toEqual([
      ['East', 3],
      ['West', 2],
    ])
    expect(await members('store')).toEqual([
      ['S1', 2],
      ['S3', 2],
      ['S2', 1],
    ])
    expect(await members('channel')).toEqual([
      ['store', 4],
      ['online', 1],
    ])
    expect(await members('category')).toEqual([
      ['tea', 3],
      ['bakery', 1],
    ])
    expect(await members('year')).toEqual([
      ['2025', 3],
      ['2024', 2],
    ])
    expect(await members('grade')).toEqual([['silver', 1]])
    expect(await members('all', { channel: ['online'] })).toEqual([['all', 1]])
  })

  it('takes the stores a person may see for the chain', async () => {
    expect(await tenures({ inactive_days: 300 }, ['S2'])).toEqual([
      [39, 2, 0, 1],
      [70, 1, 0, 1],
    ])
  })
})

describe('survival by group', () => {
  it('has medians, and tests whether the groups share one curve', async () => {
    // East: bo and ann lapse after 31 days, di too. West: cy after 40, zoe is last seen after 30.
    const [east, west] = await shop.ask(survivalGroups, { ...history, by: 'region', inactive_days: 30 })
    expect(east).toMatchObject({ lapsed_customers: 3, median_days: 31, survival_180: 0, survival_365: 0 })
    expect(west).toMatchObject({ lapsed_customers: 1, median_days: 40, degrees_of_freedom: 1 })
    // At 31 days 4 are at risk and 3 lapse: 9/4 expected of the East's 3. At 40 only the West is left.
    expect(east!.expected_lapses).toBeCloseTo(9 / 4, 12)
    expect(west!.expected_lapses).toBeCloseTo(3 / 4 + 1, 12)
    // Variance: 3 × (4 − 3) / 3 × 3/4 × 1/4 = 3/16.
    expect(east!.chi_square).toBeCloseTo((3 - 9 / 4) ** 2 / (3 / 16), 10)
  })

  it('says nothing about a day that nobody reached', async () => {
    const [all] = await shop.ask(survivalGroups, { ...history, inactive_days: 400 })
    expect(all).toMatchObject({
      customers: 5,
      median_days: null,
      survival_180: 1,
      survival_365: 1,
      p_value: null,
    })
    const [young] = await shop.ask(survivalGroups, { ...history, from: '2025-01-01', inactive_days: 400 })
    expect(young).toMatchObject({ customers: 3, survival_180: null })
  })
})
