import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chainFolder } from '../browser/service.ts'
import { accounts, ask, exampleMapping, golden, has_real_data, load, realFile } from './shared.ts'
import type { AnswerRow, Loaded } from './shared.ts'

const may = { from: '2008-05-01', to: '2008-05-31' }

describe.skipIf(!has_real_data)('Hillstrom’s e-mail test, loaded with its mapping', () => {
  let folder: string
  let loaded: Loaded
  let campaigns: AnswerRow[]

  const published = (id: string) => golden('hillstrom_uplift', id) as Record<string, number>
  const campaign = (id: string) => campaigns.find(({ campaign_id }) => campaign_id === id)!

  beforeAll(async () => {
    folder = await chainFolder()
    const mapping = ['--mapping', exampleMapping('hillstrom'), '--currency', 'USD']
    loaded = await load(folder, realFile('hillstrom', 'hillstrom.csv'), ...mapping)
    campaigns = await ask(folder, 'roi/campaigns', may)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('arrives whole: everybody once as a customer, those without an e-mail in the control of both campaigns', () => {
    expect(accounts(loaded)).toEqual([
      ['customers_mailed', published('rows-arms').rows, 0],
      ['stores', 1, 0],
      ['customers', 64_000, 0],
      ['campaigns', 2, 0],
      ['campaign_contacts', 21_307 + 21_387 + 2 * 21_306, 0],
      ['purchases', 64_000 + 578, 0],
    ])
    const sizes = published('arm-sizes')
    expect(campaign('mens')).toMatchObject({ treated: sizes['Mens E-Mail'], controls: sizes['No E-Mail'] })
    expect(campaign('womens')).toMatchObject({
      treated: sizes['Womens E-Mail'],
      controls: sizes['No E-Mail'],
    })
  })

  it('has the published conversion rates and lifts', () => {
    const mens = campaign('mens')
    const rates = published('conversion-rates-mens')
    expect(mens['response_rate']).toBeCloseTo(rates.mens!, 9)
    expect(mens['control_response_rate']).toBeCloseTo(rates.control!, 9)
    const points = golden('hillstrom_uplift', 'conversion-lift-mens-pp') as number
    expect(100 * Number(mens['response_lift'])).toBeCloseTo(points, 9)
    const spend = golden('hillstrom_uplift', 'spend-lift-mens') as number
    expect(mens['net_sales_lift']).toBeCloseTo(spend, 9)
  })

  it('has the published rates over everybody', async () => {
    const overall = published('overall-rates')
    const [all] = await ask(folder, 'kpi/sales', { from: '2008-05-01', to: '2008-05-31', grain: 'total' })
    expect(Number(all!['net_sales']) / 64_000).toBeCloseTo(overall.spend!, 9)
    expect(Number(all!['orders']) / 64_000).toBeCloseTo(overall.conversion!, 9)
  })

  it('has the golden test of conversions', () => {
    const expected = published('ztest-mens-conversion')
    const mens = campaign('mens')
    expect(mens['response_lift']).toBeCloseTo(expected.lift!, 9)
    expect(mens['response_low']).toBeCloseTo(expected.ci_low!, 9)
    expect(mens['response_high']).toBeCloseTo(expected.ci_high!, 9)
    expect(Number(mens['response_p']) / expected.p!).toBeCloseTo(1, 6)
  })

  it('has the golden Welch interval of spend', async () => {
    const expected = published('welch-wome-spend')
    const effects = await ask(folder, 'roi/effects', { ...may, campaign: 'womens' })
    const welch = effects.find(({ outcome, method }) => outcome === 'net_sales' && method === 'welch')!
    expect(welch['difference']).toBeCloseTo(expected.diff!, 9)
    expect(welch['se']).toBeCloseTo(expected.se!, 9)
    expect(welch['statistic']).toBeCloseTo(expected.t!, 6)
    expect(welch['df']).toBeCloseTo(expected.df!, 3)
    expect(welch['low']).toBeCloseTo(expected.ci_low!, 9)
    expect(welch['high']).toBeCloseTo(expected.ci_high!, 9)
    expect(welch['total']).toBeCloseTo(expected.incremental_revenue!, 4)
  })

  it('has the golden return at 0.05 a message and a margin of 40 %, and shows that attribution doubles it', () => {
    const expected = published('roi-mens-cost-0.05-margin-0.4')
    const mens = campaign('mens')
    expect(mens['incremental_net_sales']).toBeCloseTo(expected.incremental_revenue!, 4)
    expect(mens['incremental_margin']).toBeCloseTo(expected.incremental_margin!, 4)
    expect(mens['cost']).toBeCloseTo(expected.cost!, 6)
    expect(mens['roi']).toBeCloseTo(expected.roi!, 6)
    const naive = (Number(mens['attributed_margin']) - Number(mens['cost'])) / Number(mens['cost'])
    expect(naive).toBeCloseTo(expected.naive_roi_without_holdout!, 6)
    expect(mens['attribution_is_wrong']).toBe(true)
  })

  it('proves that both campaigns brought something, with arms that were alike before', () => {
    expect(campaigns.map(({ verdict, warnings }) => [verdict, warnings])).toEqual([
      ['gain', ''],
      ['gain', ''],
    ])
  })
})
