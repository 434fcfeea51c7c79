import { describe, expect, it } from 'vitest'
import { complaints } from '../../../queries/kpi/complaints.ts'
import { customers } from '../../../queries/kpi/customers.ts'
import { leaderboard } from '../../../queries/kpi/leaderboard.ts'
import type { Dimension } from '../../../queries/kpi/leaderboard.ts'
import { sales } from '../../../queries/kpi/sales.ts'
import { satisfaction } from '../../../queries/kpi/satisfaction.ts'
import { campaigns } from '../../../queries/roi/campaigns.ts'
import { cornerShop } from '../../fixtures/corner-shop.ts'
import { lastQuarter, useCornerShop } from '../corner-shop-chain.ts'

const shop = useCornerShop()
const members: readonly (readonly [Dimension, string])[] = [
  ['region', 'East'],
  ['store', 'S1'],
  ['channel', 'online'],
  ['category', 'tea'],
  ['grade', 'gold'],
  ['segment', 'important_value'],
]
const net_sales = async (filter: object) => {
  const [row] = await shop.ask(sales, { grain: 'total', ...filter })
  return row?.net_sales ?? 0
}

describe('a filter that leaves members out', () => {
  it.each([
    // Of 114 in all: Harbour 45, Garden 35 and Station 34; gold -12, silver 55, without a grade 71; tea 50.
    [{ store: ['!S1'] }, 69],
    [{ store: ['!S1', '!S2'] }, 34],
    [{ region: ['!East'] }, 34],
    [{ grade: ['!gold'] }, 126],
    [{ grade: ['!gold', '!silver'] }, 71],
    [{ category: ['!tea'] }, 64],
  ])('%j leaves %d', async (filter, expected) => {
    expect(await net_sales(filter)).toBe(expected)
  })

  it.each(members)('of %s %s splits every count in two without a rest', async (dimension, member) => {
    const split = async (count: (filter: object) => Promise<number>) => {
      const [all, kept, left] = await Promise.all([
        count({}),
        count({ [dimension]: [member] }),
        count({ [dimension]: [`!${member}`] }),
      ])
      expect(kept + left).toBe(all)
    }
    await split(net_sales)
    await split(
      async (filter) => (await shop.ask(complaints, { grain: 'total', ...filter }))[0]?.complaints ?? 0,
    )
    await split(
      async (filter) => (await shop.ask(satisfaction, { grain: 'total', ...filter }))[0]?.nps_n ?? 0,
    )
  })

  it('keeps what has no member: nobody knows that it is one of those left out', async () => {
    const rows = await shop.ask(leaderboard, {
      ...lastQuarter,
      by: 'grade',
      measure: 'net_sales',
      grade: ['!silver'],
    })
    expect(rows.map(({ member, value }) => [member, value])).toEqual([
      [null, 71],
      ['gold', -12],
    ])
  })

  it('leaves a member out of those that are named', async () => {
    expect(await net_sales({ store: ['S1', 'S2', '!S2'] })).toBe(45)
    expect(await net_sales({ region: ['East'], store: ['!S1'] })).toBe(35)
  })

  it('counts customers by what is left of their purchases', async () => {
    const active = async (filter: object) =>
      (await shop.ask(customers, { grain: 'total', ...filter }))[0]?.active_customers
    expect(await active({ region: ['!East'] })).toBe(await active({ region: ['West'] }))
  })

  it('shows nobody more than the stores in scope', async () => {
    const rows = await shop.ask(sales, { grain: 'total', region: ['!East'] }, ['S1'])
    expect(rows).toEqual([])
  })
})

describe('a filter that leaves members out of a campaign', () => {
  const [contact] = cornerShop.campaign_contacts!
  const nowhere = useCornerShop({
    customers: [
      ...cornerShop.customers!,
      { ...cornerShop.customers![0], customer_id: 'fay', home_store_id: null },
    ],
    campaign_contacts: [...cornerShop.campaign_contacts!, { ...contact, customer_id: 'fay' }],
  })

  it.each(members.filter(([dimension]) => !['channel', 'category'].includes(dimension)))(
    'of %s %s keeps everybody else who was assigned, also who is at home in no store',
    async (dimension, member) => {
      const treated = async (filter: Record<string, string[]>) =>
        (await nowhere.ask(campaigns, filter)).find(({ campaign_id }) => campaign_id === 'C1')!.treated!
      const left = await treated({ [dimension]: [`!${member}`] })
      expect(left + (await treated({ [dimension]: [member] }))).toBe(await treated({}))
    },
  )
})
