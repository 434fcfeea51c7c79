import { describe, expect, it } from 'vitest'
import { churn } from '../../../queries/kpi/churn.ts'
import { dimensions, leaderboard } from '../../../queries/kpi/leaderboard.ts'
import type { Asked } from '../../../server/engine/question.ts'
import { lastQuarter, useCornerShop } from '../corner-shop-chain.ts'

const shop = useCornerShop()
const unsure = { value_low: null, value_high: null }
const rows = (asked: Asked, stores?: string[]) =>
  shop.ask(leaderboard, { ...lastQuarter, min_n: 1, ...asked }, stores)
const values = async (asked: Asked, stores?: string[]) =>
  (await rows(asked, stores)).map(({ member, value, base_value, n }) => [member, value, base_value, n])

describe('the leaderboard', () => {
  it('ranks by value and compares with the base period', async () => {
    expect(await rows({ by: 'store', measure: 'net_sales' })).toEqual([
      {
        member: 'S1',
        label: 'Harbour',
        value: 45,
        ...unsure,
        base_value: 15,
        delta: 30,
        delta_ratio: 2,
        n: 3,
      },
      {
        member: 'S2',
        label: 'Garden',
        value: 35,
        ...unsure,
        base_value: 0,
        delta: 35,
        delta_ratio: null,
        n: 3,
      },
      {
        member: 'S3',
        label: 'Station',
        value: 34,
        ...unsure,
        base_value: 0,
        delta: 34,
        delta_ratio: null,
        n: 3,
      },
    ])
  })

  it('tells the churn rate of members by the last purchase before the period, with its interval', async () => {
    // With 30 days, at the start of March: bo (S2, online) by 20 January is gone; cy (S3) last on 10 February, di (S2) on the 20th.
    // Both lapse in March; at the start of February bo and ann (S1, 3 January) stood, and both lapsed.
    const asked = { by: 'store', measure: 'churn_rate', inactive_days: 30 }
    const months = { from: '2025-03-01', to: '2025-03-31', base_from: '2025-02-01', base_to: '2025-02-28' }
    const found = await rows({ ...asked, ...months })
    expect(found.map(({ member, value, base_value, n }) => [member, value, base_value, n])).toEqual([
      ['S2', 1, 1, 1],
      ['S3', 1, null, 1],
      ['S1', null, 1, 0],
    ])
    // One of one: Wilson (1 + 3.84 / 2 − 3.84 / 2) / (1 + 3.84).
    expect(found[0]!.value_low).toBeCloseTo(1 / 4.841458820694124, 9)
    expect(found[0]!.value_high).toBe(1)
  })

  it.each(dimensions)('adds up by %s to the churn of the card where everybody has one member', async (by) => {
    const march = { from: '2025-03-01', to: '2025-03-31' }
    const [card] = await shop.ask(churn, { ...march, grain: 'total', inactive_days: 45 })
    const found = await rows({ ...march, by, measure: 'churn_rate', inactive_days: 45 })
    const lapsed = found.reduce((sum, { value, n }) => sum + Math.round((value ?? 0) * n!), 0)
    const n = found.reduce((sum, row) => sum + row.n!, 0)
    if (by === 'category') expect(n).toBeGreaterThanOrEqual(card!.customers_at_start!)
    else expect([lapsed, n]).toEqual([card!.lapsed_customers, card!.customers_at_start])
  })

  it('gives what has no member a row without a name', async () => {
    expect(await values({ by: 'grade', measure: 'net_sales' })).toEqual([
      [null, 71, 15, 6],
      ['silver', 55, 0, 3],
      ['gold', -12, 0, 0],
    ])
    expect(await values({ by: 'category', measure: 'net_sales' })).toEqual([
      ['tea', 50, 10, 4],
      ['bakery', 45, 5, 5],
      ['pantry', 12, 0, 2],
      [null, 7, 0, 1],
    ])
  })

  it.each([
    [
      'region',
      'orders',
      [
        ['East', 6, 1, 6],
        ['West', 3, 0, 3],
      ],
    ],
    [
      'channel',
      'orders',
      [
        ['store', 7, 1, 7],
        ['online', 2, 0, 2],
      ],
    ],
    [
      'region',
      'active_customers',
      [
        ['East', 3, 1, 3],
        ['West', 2, 0, 2],
      ],
    ],
    [
      'category',
      'active_customers',
      [
        ['bakery', 4, 1, 4],
        ['tea', 3, 1, 3],
        ['pantry', 2, 0, 2],
        [null, 1, 0, 1],
      ],
    ],
    [
      'store',
      'complaints',
      [
        ['S1', 1, 0, 1],
        ['S2', 1, 0, 1],
        ['S3', 1, 0, 1],
      ],
    ],
    [
      'channel',
      'nps',
      [
        ['store', expect.closeTo(200 / 3, 9), null, 3],
        ['online', -100, null, 1],
      ],
    ],
    [
      'category',
      'nps',
      [
        ['tea', 100, null, 1],
        [null, 0, null, 1],
        ['pantry', 0, null, 2],
      ],
    ],
    [
      'store',
      'csat',
      [
        ['S1', 1, null, 1],
        ['S2', 0, null, 1],
        ['S3', 1, null, 1],
      ],
    ],
  ])('by %s gives %s', async (by, measure, expected) => {
    const found = await values({ by, measure })
    expect(found).toHaveLength(expected.length)
    expect(found).toEqual(expect.arrayContaining(expected))
  })

  it.each(['nps', 'csat'])(
    'keeps %s of fewer answers than asked for to itself, and still says how many',
    async (measure) => {
      for (const [, value, base_value, n] of await values({ by: 'store', measure, min_n: 3 }))
        expect([value, base_value, Number(n) < 3]).toEqual([null, null, true])
    },
  )

  it('groups customers by value', async () => {
    expect(await values({ by: 'segment', measure: 'net_sales' })).toEqual([
      ['important_win_back', 28, 0, 1],
      ['general_develop', 27, 0, 2],
      ['important_keep', 27, 0, 2],
      ['important_value', 27, 15, 3],
      [null, 5, 0, 1],
    ])
  })

  it('divides complaints by the orders of the same member', async () => {
    expect(await values({ by: 'channel', measure: 'complaints_per_1000_orders' })).toEqual([
      ['online', 500, null, 2],
      ['store', expect.closeTo(2000 / 7, 9), 0, 7],
    ])
  })

  it('may compare with a period that overlaps', async () => {
    const overlap = { base_from: '2025-01-01', base_to: '2025-02-28', from: '2025-02-01', to: '2025-03-31' }
    expect(await values({ by: 'region', measure: 'net_sales', ...overlap })).toEqual([
      ['West', 34, 27, 3],
      ['East', 23, 67, 3],
    ])
  })

  it('shows only what filters and scope leave', async () => {
    expect(await values({ by: 'store', measure: 'orders', region: ['East'] }, ['S2', 'S3'])).toEqual([
      ['S2', 3, 0, 3],
    ])
  })
})
