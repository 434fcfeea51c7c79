import { describe, expect, it } from 'vitest'
import { indicators, scorecard } from '../../../queries/kpi/scorecard.ts'
import { cornerShop } from '../../fixtures/corner-shop.ts'
import { column, lastQuarter, useCornerShop } from '../corner-shop-chain.ts'

const shop = useCornerShop()
const bare = useCornerShop(
  Object.fromEntries(
    Object.keys(cornerShop).map((table) => [table, table === 'purchases' ? cornerShop.purchases : []]),
  ),
)

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
