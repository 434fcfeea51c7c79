import { describe, expect, it } from 'vitest'
import { valueGroups } from '../../../queries/value/groups.ts'
import { valueMigration } from '../../../queries/value/migration.ts'
import { valueSegments } from '../../../queries/value/segments.ts'
import { valueTiers } from '../../../queries/value/tiers.ts'
import { cornerShop } from '../../fixtures/corner-shop.ts'
import { column, useCornerShop } from '../corner-shop-chain.ts'

const shop = useCornerShop()

describe('the eight value groups', () => {
  it('part R, F and M at their means: 41 days, 1.6 times, 24.80', async () => {
    const rows = await shop.ask(valueGroups)
    expect(column(rows, 'value_group', 'customers')).toEqual({
      general_develop: 2,
      important_keep: 1,
      important_value: 1,
      important_win_back: 1,
    })
    expect(rows.find((row) => row.value_group === 'general_develop')).toMatchObject({
      share_of_customers: 0.4,
      amount: 27,
      share_of_amount: 27 / 124,
      base_customers: null,
      base_share_of_customers: null,
      base_amount: null,
      mean_recency_days: 34.5,
      mean_frequency: 1,
      mean_amount: 13.5,
    })
  })

  it('say of a day before anything is known that nothing is, of one on which a group was empty that nobody was in it', async () => {
    const before = { base_to: '2024-01-09' }
    const [groups, segments, tiers, moves] = await Promise.all([
      shop.ask(valueGroups, before),
      shop.ask(valueSegments, before),
      shop.ask(valueTiers, before),
      shop.ask(valueMigration, before),
    ])
    for (const row of [...groups, ...segments, ...tiers])
      expect(row).toMatchObject({ base_customers: null, base_share_of_customers: null, base_amount: null })
    expect(moves.map(({ base_amount }) => base_amount)).toEqual(moves.map(() => null))
    const [develop] = await shop.ask(valueGroups, { base_to: '2024-01-10' })
    expect(develop).toMatchObject({ value_group: 'general_develop', base_customers: 0, base_amount: 0 })
  })

  it('part them at thresholds when asked', async () => {
    const asked = { split: 'threshold', recency_high: 30, frequency_high: 2, monetary_high: 27.5 }
    expect(column(await shop.ask(valueGroups, asked), 'value_group', 'customers')).toEqual({
      general_develop: 1,
      general_keep: 1,
      general_win_back: 1,
      important_value: 1,
      important_win_back: 1,
    })
  })

  it('are compared with those at the end of another period, of its own means', async () => {
    const rows = await shop.ask(valueGroups, { base_to: '2025-01-31' })
    expect(column(rows, 'value_group', 'base_customers')).toEqual({
      general_develop: 0,
      general_value: 1,
      important_keep: 0,
      important_value: 0,
      important_win_back: 1,
    })
    expect(column(rows, 'value_group', 'base_amount')).toMatchObject({
      general_value: 27,
      important_win_back: 40,
    })
  })
})

describe('customers who are all alike', () => {
  const line = { ...cornerShop.purchases![0], net_amount: 0.1 }
  const alike = useCornerShop({
    purchases: ['a', 'b', 'c'].map((customer_id) => ({
      ...{ ...line, customer_id, order_id: customer_id, ordered_at: '2025-03-01 04:00:00' },
    })),
  })

  it('are all as good as the mean', async () => {
    expect(column(await alike.ask(valueGroups), 'value_group', 'customers')).toEqual({ important_value: 3 })
  })
})

describe('segments', () => {
  it('follow the map of R and F', async () => {
    expect(column(await shop.ask(valueSegments), 'segment', 'mean_amount')).toEqual({
      about_to_sleep: 20,
      at_risk: 27,
      champions: 42,
      hibernating: 28,
      promising: 7,
    })
  })

  it('follow the map of the R package, the first that fits', async () => {
    const asked = { segment_map: 'rfm', scoring: 'cut_points' }
    expect(column(await shop.ask(valueSegments, asked), 'segment', 'mean_amount')).toEqual({
      about_to_sleep: 20,
      lost: 28,
      loyal_customers: 27,
      new_customers: 7,
      potential_loyalists: 42,
    })
  })
})

describe('tiers', () => {
  it('take the top fifth by margin as important, recent first purchases as potential', async () => {
    const rows = await shop.ask(valueTiers)
    expect(column(rows, 'tier', 'customers')).toEqual({ important: 1, ordinary: 1, potential: 3 })
    expect(column(rows, 'tier', 'amount')).toEqual({ important: 42, ordinary: 28, potential: 54 })
    const margins = column(rows, 'tier', 'margin')
    expect(margins).toMatchObject({ important: 24, ordinary: 18 })
    expect(margins.potential).toBeCloseTo(15 + 12 + (7 * 84) / 142, 9)
  })

  it('hold their limits to the day and to the share', async () => {
    const tiers = async (asked: object) =>
      column(await shop.ask(valueTiers, { ...asked }), 'tier', 'customers')
    expect(await tiers({ important_share: 0.4 })).toEqual({ important: 2, potential: 3 })
    expect(await tiers({ important_share: 0.39 })).toEqual({ important: 1, ordinary: 1, potential: 3 })
    expect(await tiers({ potential_days: 58 })).toEqual({ important: 1, ordinary: 1, potential: 3 })
    expect(await tiers({ potential_days: 57 })).toEqual({ important: 1, ordinary: 2, potential: 2 })
  })
})

describe('a strategic customer', () => {
  const strategic = useCornerShop({
    customers: cornerShop.customers!.map((row) => ({ ...row, is_strategic: row.customer_id === 'di' })),
  })

  it('is important whatever the margin', async () => {
    expect(column(await strategic.ask(valueTiers), 'tier', 'amount')).toEqual({
      important: 62,
      ordinary: 28,
      potential: 34,
    })
  })
})

describe('migration', () => {
  it('follows each customer from the group before to the group now', async () => {
    const rows = await shop.ask(valueMigration, { base_to: '2025-01-31' })
    expect(
      rows.map((row) => [row.from_group, row.to_group, row.customers, row.base_amount, row.amount]),
    ).toEqual([
      ['general_value', 'important_value', 1, 27, 42],
      ['important_win_back', 'important_win_back', 1, 40, 28],
      ['none', 'general_develop', 2, 0, 27],
      ['none', 'important_keep', 1, 0, 27],
    ])
    expect(rows[2]!.share_of_from).toBeCloseTo(2 / 3, 12)
  })

  it('shows who stopped buying', async () => {
    const asked = {
      to: '2025-03-31',
      window_months: 1,
      base_to: '2025-02-28',
      by: 'tier',
      potential_days: 27,
    }
    const rows = await shop.ask(valueMigration, asked)
    expect(rows.map((row) => [row.from_group, row.to_group, row.customers])).toEqual([
      ['none', 'ordinary', 2],
      ['potential', 'none', 2],
    ])
  })
})
