import { describe, expect, it } from 'vitest'
import { indicators, scorecard } from '../../../queries/kpi/scorecard.ts'
import { question } from '../../engine/small-snapshot.ts'
import { cornerShop } from '../../fixtures/corner-shop.ts'
import { randomChain } from '../../fixtures/random-chain.ts'
import { column, lastQuarter, useCornerShop } from '../corner-shop-chain.ts'

const shop = useCornerShop()
const bare = useCornerShop(
  Object.fromEntries(
    Object.keys(cornerShop).map((table) => [table, table === 'purchases' ? cornerShop.purchases : []]),
  ),
)
const random = useCornerShop(randomChain(20261122))

describe('the scorecard', () => {
  it('lists every indicator in its order, with unit and good direction', async () => {
    const rows = await shop.ask(scorecard, lastQuarter)
    expect(
      rows.map(({ indicator, dimension, value_unit, good }) => [
        indicator,
        { dimension, unit: value_unit, good },
      ]),
    ).toEqual(Object.entries(indicators))
  })

  it('measures knowledge over the customers active in the period', async () => {
    const rows = await shop.ask(scorecard, lastQuarter)
    expect(column(rows, 'indicator', 'value')).toMatchObject({
      profile_completeness: 19 / 40,
      contact_share: 3 / 5,
      consent_share: 1 / 5,
      identified_share: 109 / 114,
    })
    expect(column(rows, 'indicator', 'base_value')).toMatchObject({
      profile_completeness: 0.4,
      consent_share: 0,
    })
  })

  it('takes an enquiry before a holiday for answered in time on the day after it', async () => {
    const rows = await shop.ask(scorecard, lastQuarter)
    expect(column(rows, 'indicator', 'value')).toMatchObject({
      answered_in_time_share: 2 / 3,
      planned_contacts_done_share: 1 / 2,
      contacts_per_active_customer: 4 / 5,
      opt_out_rate: 2 / 3,
    })
  })

  it('leaves a score of fewer answers than asked for empty', async () => {
    const rows = await shop.ask(scorecard, lastQuarter)
    expect(column(rows, 'indicator', 'value')).toMatchObject({ nps: null, csat: null, response_rate: 0.75 })
  })

  it('measures value and satisfaction as on their own cards', async () => {
    const rows = await shop.ask(scorecard, { ...lastQuarter, min_n: 1 })
    const values = column(rows, 'indicator', 'value')
    expect(values).toMatchObject({
      net_sales_per_active_customer: 21.8,
      repeat_rate: 0.4,
      nps: 25,
      response_rate: 0.75,
    })
    expect(values.average_order_value).toBeCloseTo(114 / 9, 12)
    expect(values.gross_margin_rate).toBeCloseTo(63 / 107, 12)
    expect(values.csat).toBeCloseTo(2 / 3, 12)
    expect(values.complaints_per_1000_orders).toBeCloseTo(1000 / 3, 9)
  })

  it('knows nothing of what is not loaded, which is not the same as zero', async () => {
    const rows = await bare.ask(scorecard, lastQuarter)
    const known = rows.filter(({ value }) => value !== null).map(({ indicator }) => indicator)
    expect(known).toEqual([
      'identified_share',
      'net_sales_per_active_customer',
      'average_order_value',
      'gross_margin_rate',
      'repeat_rate',
    ])
  })
})

describe('the scorecard of customers whose consents overlap, end and come back', () => {
  it.each([
    ['2025-03-05', '2025-03-05'],
    ['2024-05-01', '2024-06-30'],
    ['2024-10-17', '2024-11-02'],
    ['2024-01-01', '2024-12-31'],
    ['2024-02-01', '2025-04-30'],
  ])('counts from %s to %s whom one finds one by one', async (from, to) => {
    const those = (table: string, so: string) =>
      `(select count(distinct customer_key) from ${table} where ${so})`
    const bought = `customer_key in (select customer_key from visit where day between '${from}' and '${to}')`
    const [found] = await random.read(
      question(
        `select ${those('customer', bought)} as active,
           ${those('customer', `${bought} and is_reachable`)} as reachable,
           ${those('consent_span', `${bought} and starts_on <= '${to}' and coalesce(ends_before > '${to}', true)`)} as agreeing,
           ${those('consent_span', `starts_on <= '${to}' and coalesce(ends_before >= '${from}', true)`)} as agreed,
           ${those('consent_span', `ends_before between '${from}' and '${to}'`)} as withdrawn`,
        { active: 'count', reachable: 'count', agreeing: 'count', agreed: 'count', withdrawn: 'count' },
      ),
    )
    const rows = await random.ask(scorecard, { ...lastQuarter, from, to })
    const told = Object.fromEntries(rows.map(({ indicator, value, n }) => [indicator, { value, n }]))
    const { active, reachable, agreeing, agreed, withdrawn } = found as Record<string, number>
    expect(Math.min(agreeing!, agreed!)).toBeGreaterThan(0)
    expect(told['contact_share']).toEqual({ value: reachable! / active!, n: active })
    expect(told['consent_share']).toEqual({ value: agreeing! / active!, n: active })
    expect(told['opt_out_rate']).toEqual({ value: withdrawn! / agreed!, n: agreed })
  })
})
