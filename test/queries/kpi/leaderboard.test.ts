import { describe, expect, it } from 'vitest'
import { leaderboard } from '../../../queries/kpi/leaderboard.ts'
import type { Asked } from '../../../server/engine/question.ts'
import { lastQuarter, useCornerShop } from '../corner-shop-chain.ts'

const shop = useCornerShop()
const rows = (asked: Asked, stores?: string[]) =>
  shop.ask(leaderboard, { ...lastQuarter, min_n: 1, ...asked }, stores)
const values = async (asked: Asked, stores?: string[]) =>
  (await rows(asked, stores)).map(({ member, value, base_value, n }) => [member, value, base_value, n])

describe('the leaderboard', () => {
  it('ranks by value and compares with the base period', async () => {
    expect(await rows({ by: 'store', measure: 'net_sales' })).toEqual([
      { member: 'S1', label: 'Harbour', value: 45, base_value: 15, delta: 30, delta_ratio: 2, n: 3 },
      { member: 'S2', label: 'Garden', value: 35, base_value: 0, delta: 35, delta_ratio: null, n: 3 },
      { member: 'S3', label: 'Station', value: 34, base_value: 0, delta: 34, delta_ratio: null, n: 3 },
    ])
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
