import { describe, expect, it } from 'vitest'
import { contribution, contributionMeasures } from '../../../queries/kpi/contribution.ts'
import { complaints } from '../../../queries/kpi/complaints.ts'
import { dimensions } from '../../../queries/kpi/leaderboard.ts'
import { sales } from '../../../queries/kpi/sales.ts'
import type { Asked } from '../../../server/engine/question.ts'
import { useCornerShop } from '../corner-shop-chain.ts'

const shop = useCornerShop()
const months = { from: '2025-02-01', to: '2025-03-31', base_from: '2025-01-01', base_to: '2025-01-31' }
const rows = (asked: Asked) => shop.ask(contribution, { ...months, ...asked })

describe('what moved an additive measure', () => {
  it('is the change of each member, the largest first', async () => {
    expect(await rows({ by: 'store', measure: 'net_sales' })).toEqual([
      {
        member: 'S1',
        label: 'Harbour',
        value: 5,
        base_value: 40,
        contribution: -35,
        rate_effect: null,
        mix_effect: null,
      },
      {
        member: 'S3',
        label: 'Station',
        value: 34,
        base_value: 0,
        contribution: 34,
        rate_effect: null,
        mix_effect: null,
      },
      {
        member: 'S2',
        label: 'Garden',
        value: 18,
        base_value: 17,
        contribution: 1,
        rate_effect: null,
        mix_effect: null,
      },
    ])
  })

  it('gives an active customer to the last purchase of the period', async () => {
    const found = await rows({ by: 'channel', measure: 'active_customers' })
    expect(found.map((row) => [row.member, row.value, row.base_value])).toEqual([
      ['store', 4, 1],
      ['online', 0, 1],
    ])
  })

  it('gives an order to its main category', async () => {
    const found = await rows({ by: 'category', measure: 'orders' })
    expect(found.map((row) => [row.member, row.value, row.base_value])).toEqual([
      ['bakery', 2, 1],
      ['tea', 2, 1],
      [null, 1, 0],
      ['pantry', 1, 1],
    ])
  })

  it('is unknown for margins that are', async () => {
    const found = await rows({ by: 'category', measure: 'gross_margin' })
    expect(found.at(-1)).toMatchObject({ member: null, value: null, contribution: null })
  })
})

describe('what moved a ratio', () => {
  it('splits into rate and mix: stores sell less an order, and the lesser stores sell more of them', async () => {
    const found = await rows({ by: 'region', measure: 'average_order_value' })
    const east = found.find(({ member }) => member === 'East')!
    const west = found.find(({ member }) => member === 'West')!
    expect(east).toMatchObject({ value: 23 / 3, base_value: 19 })
    expect(east.rate_effect).toBeCloseTo(0.75 * (23 / 3 - 19), 9)
    expect(east.mix_effect).toBeCloseTo(-0.5 * ((23 / 3 + 19) / 2 - 19), 9)
    expect(west).toMatchObject({ value: 34 / 3, base_value: null, rate_effect: 0 })
    expect(west.mix_effect).toBeCloseTo(0.5 * (34 / 3 - 19), 9)
  })
})

describe('contributions', () => {
  const total = async (measure: string) => {
    const periods = [months, { from: months.base_from, to: months.base_to }]
    const [now, before] = await Promise.all(
      periods.map(async ({ from, to }) => {
        const asked = { from, to, grain: 'total' }
        const [sold] = await shop.ask(sales, asked)
        const [complained] = await shop.ask(complaints, asked)
        return {
          active_customers: from === '2025-01-01' ? 2 : 4,
          ...sold,
          ...complained,
        } as unknown as Record<string, number>
      }),
    )
    return now![measure]! - before![measure]!
  }

  it.each(
    dimensions.flatMap((by) => Object.keys(contributionMeasures).map((measure) => [by, measure] as const)),
  )('by %s sum to the change of %s', async (by, measure) => {
    const found = await rows({ by, measure })
    const sum = found.reduce((all, row) => all + (row.contribution ?? 0), 0)
    expect(sum).toBeCloseTo(await total(measure), 9)
    if (measure === 'average_order_value')
      for (const row of found) expect(row.rate_effect! + row.mix_effect!).toBeCloseTo(row.contribution!, 12)
  })
})
