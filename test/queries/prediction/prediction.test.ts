import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acquisition } from '../../../queries/roi/acquisition.ts'
import { atRisk } from '../../../queries/churn/at_risk.ts'
import { list } from '../../../queries/customers/list.ts'
import { alive } from '../../../queries/prediction/alive.ts'
import { backtest } from '../../../queries/prediction/backtest.ts'
import { clv } from '../../../queries/prediction/clv.ts'
import { gate } from '../../../queries/prediction/gate.ts'
import { calibration } from '../../../queries/prediction/calibration.ts'
import { model } from '../../../queries/prediction/model.ts'
import { valueTiers } from '../../../queries/value/tiers.ts'
import { daysBetween } from '../../../queries/day.ts'
import type { BgNbd } from '../../../server/stats/bg-nbd.ts'
import { discountedPurchases } from '../../../server/stats/discounted.ts'
import { buyerLines } from '../../fixtures/buyers.ts'
import type { Asked } from '../../../server/engine/question.ts'
import { useCornerShop } from '../corner-shop-chain.ts'
import { openChain, type Chain } from '../chain.ts'

const shop = useCornerShop()

describe('a chain with too little to predict from', () => {
  it('is told what is missing', async () => {
    const conditions = await shop.ask(gate)
    expect(conditions.map(({ condition, required }) => [condition, required])).toEqual([
      ['buyers', 500],
      ['days', 180],
      ['recent_buyers', 1],
      ['frequent_buyers', 1],
    ])
    expect(conditions[0]).toMatchObject({ value: 5, is_met: false })
    expect(conditions.find(({ condition }) => condition === 'frequent_buyers')).toMatchObject({
      value: 1,
      is_met: true,
    })
  })

  it('gets a reason in place of parameters, and no prediction of anybody', async () => {
    for (const row of await shop.ask(model)) expect(row).toMatchObject({ reason: 'data_gate', value: null })
    expect(await shop.ask(backtest)).toEqual([])
    expect(await shop.ask(alive)).toEqual([])
    expect(await shop.ask(clv)).toEqual([])
  })
})

describe('a chain with enough', () => {
  const period = { from: '2025-01-01', to: '2025-12-31' }
  const lines = buyerLines(1500, 500)
  let chain: Chain
  beforeAll(async () => {
    chain = await openChain({ purchases: lines })
  })
  afterAll(() => chain.close())

  it('has every buyer in one band, one-time buyers in their own', async () => {
    const bands = await chain.ask(alive, period)
    expect(bands.reduce((sum, { customers }) => sum + customers!, 0)).toBe(1500)
    const one_time = bands.at(-1)!
    expect(one_time.band).toBe('one_time')
    expect(one_time.expected_alive).toBe(one_time.customers)
    expect(one_time.expected_alive_pareto).toBeLessThan(one_time.customers!)
  })

  it('opens as many customers as a band counts', async () => {
    for (const { band, customers } of await chain.ask(alive, period)) {
      const [first] = await chain.ask(list, { ...period, who: 'alive_band', of: band!, limit: 1 })
      expect(first?.total_customers).toBe(customers)
    }
  })

  it('opens as many customers as a row of CLV counts', async () => {
    const counted = async (asked: Asked) =>
      (await chain.ask(list, { ...period, who: 'clv', limit: 1, ...asked }))[0]?.total_customers ?? 0
    const loyal = await chain.ask(clv, { ...period, by: 'loyalty' })
    expect(loyal.map(({ member }) => member).sort()).toEqual(['one_time', 'repeat'])
    for (const { member, customers } of loyal) expect(await counted({ of: member! })).toBe(customers)
    const groups = (await chain.ask(clv, { ...period, by: 'segment' })).filter(
      ({ member }) => member !== null,
    )
    expect(groups.length).toBeGreaterThan(2)
    for (const { member, customers } of groups) expect(await counted({ segment: [member!] })).toBe(customers)
  })

  it('looks as far ahead, and discounts as much, as is asked for', async () => {
    const asked = { ...period, horizon_months: 24, discount_rate: 0.02 }
    const parameters = Object.fromEntries(
      (await chain.ask(model, period))
        .filter((row) => row.part === 'now' && row.model === 'bg_nbd')
        .map((row) => [row.parameter, row.value]),
    ) as unknown as BgNbd
    const usual = await chain.ask(list, { ...period, sort: 'clv', limit: 20 })
    const found = await chain.ask(list, { ...asked, sort: 'clv', limit: 1000 })
    const worth = found.map((row) => row.clv!)
    expect(worth).toEqual(worth.toSorted((a, b) => b - a))
    const length = 30.4375 / 7
    for (const { customer_id, clv: before, first_purchase_on } of usual) {
      const days = lines.filter((line) => line['customer_id'] === customer_id).length
      const age = daysBetween(first_purchase_on!, '2026-05-15') / 7
      const ahead = (periods: number, discount: number) =>
        discountedPurchases(parameters, days - 1, age, { periods, length, discount })
      const { clv: after } = found.find((row) => row.customer_id === customer_id)!
      expect(after! / before!).toBeCloseTo(ahead(24, 0.02) / ahead(12, 0.01), 5)
    }
    const total = (rows: readonly { clv: number | null }[]) => rows.reduce((sum, row) => sum + row.clv!, 0)
    const bands = total(await chain.ask(alive, asked))
    expect(total(await chain.ask(clv, { ...asked, by: 'loyalty' }))).toBeCloseTo(bands, 6)
    expect(bands).toBeGreaterThan(total(await chain.ask(alive, period)))
  })

  it('has limits of CLV however far it looks, the wider the further', async () => {
    const top = { ...period, sort: 'clv', limit: 300 } as const
    const [quarter, usual, years] = await Promise.all(
      [3, 12, 36].map((horizon_months) => chain.ask(list, { ...top, horizon_months, discount_rate: 0 })),
    )
    for (const row of usual!) {
      expect(row.clv_low).toBeGreaterThanOrEqual(0)
      expect(row.clv_low).toBeLessThan(row.clv!)
      expect(row.clv_high).toBeGreaterThan(row.clv!)
    }
    const high = (rows: typeof usual) => rows!.reduce((sum, { clv_high }) => sum + clv_high!, 0)
    expect(high(quarter)).toBeLessThan(0.6 * high(usual))
    expect(high(years)).toBeGreaterThan(1.3 * high(usual))
  })

  it('has a moment beside the usual discount the limits that were fitted for it', async () => {
    const top = { ...period, sort: 'clv', limit: 300 } as const
    const usual = await chain.ask(list, top)
    const beside = await chain.ask(list, { ...top, discount_rate: 0.010000001 })
    expect(beside.map(({ customer_id }) => customer_id)).toEqual(usual.map(({ customer_id }) => customer_id))
    for (const [nth, { clv_low, clv_high }] of usual.entries()) {
      expect(beside[nth]!.clv_high! / clv_high!).toBeCloseTo(1, 2)
      expect(Math.abs(beside[nth]!.clv_low! - clv_low!)).toBeLessThan(0.01 * clv_high!)
    }
  })

  it('leaves away what the limits are worked out of', async () => {
    for (const discount_rate of [0.01, 0.02]) {
      const [row] = await chain.ask(list, { ...period, limit: 1, discount_rate })
      expect(Object.keys(row!)).toEqual(Object.keys(list.columns))
    }
  })

  it('is worth the same a moment beside the usual discount', async () => {
    const [usual, beside] = await Promise.all(
      [0.01, 0.010000001].map((discount_rate) => chain.ask(clv, { ...period, by: 'loyalty', discount_rate })),
    )
    for (const [nth, row] of usual!.entries()) expect(beside![nth]!.clv! / row.clv!).toBeCloseTo(1, 5)
  })

  it('has groups whose CLV adds up to that of all, with quantiles in order', async () => {
    const bands = await chain.ask(alive, period)
    const groups = await chain.ask(clv, { ...period, by: 'loyalty' })
    const total = (rows: readonly { clv: number | null }[]) => rows.reduce((sum, row) => sum + row.clv!, 0)
    expect(total(groups)).toBeCloseTo(total(bands), 6)
    for (const { decile_1, quartile_1, median, quartile_3, decile_9 } of groups) {
      const quantiles = [decile_1!, quartile_1!, median!, quartile_3!, decile_9!]
      expect(quantiles).toEqual(quantiles.toSorted((a, b) => a - b))
    }
  })

  it('takes the chance to lapse from the model where only the silence of now can become a lapse within 90 days', async () => {
    const basis = async (inactive_days: number) =>
      new Set(
        (await chain.ask(atRisk, { ...period, inactive_days, least_chance: 0 })).map(
          ({ chance_basis }) => chance_basis,
        ),
      )
    expect(await basis(89)).toEqual(new Set(['model']))
    expect(await basis(88)).toEqual(new Set(['empirical']))
  })

  it('keeps a store to its own customers', async () => {
    const all = await chain.ask(alive, period)
    const one = await chain.ask(alive, { ...period, store: ['s1'] })
    const scoped = await chain.ask(alive, period, ['s1'])
    const count = (rows: readonly { customers: number | null }[]) =>
      rows.reduce((sum, row) => sum + row.customers!, 0)
    expect(count(one)).toBe(count(scoped))
    expect(count(one)).toBeLessThan(count(all) / 2)
  })

  it('sorts its customers by what they are worth', async () => {
    const best = await chain.ask(list, { ...period, sort: 'clv', limit: 20 })
    const worth = best.map((row) => row.clv!)
    expect(worth).toEqual(worth.toSorted((a, b) => b - a))
    for (const row of best) expect(row.purchases_365_low).toBeLessThanOrEqual(row.purchases_365!)
  })
})

describe('people who see only some stores', () => {
  const period = { from: '2025-01-01', to: '2026-05-15' }
  // Every tenth customer of each store bought first at home, and later, once or more, in the store s9.
  const lines = buyerLines(1500, 500)
  const seen = new Set<unknown>()
  const purchases = lines.map((each) => {
    const { customer_id } = each
    const is_later = seen.has(customer_id)
    seen.add(customer_id)
    return is_later && String(customer_id).endsWith('0') ? { ...each, store_id: 's9' } : each
  })
  const wanderers = new Set(
    purchases.filter(({ store_id }) => store_id === 's9').map((each) => each['customer_id']),
  )
  const home = (store: string) =>
    new Set(purchases.filter(({ store_id }) => store_id === store).map((each) => String(each['customer_id'])))
  let chain: Chain
  beforeAll(async () => {
    chain = await openChain({ purchases })
  })
  afterAll(() => chain.close())

  const named = async (stores: string[]) =>
    (
      await chain.ask(list, { ...period, sort: 'customer_id', descending: 'false', limit: 1000 }, stores)
    ).filter(({ clv }) => clv !== null)

  it('are told nothing that rests on purchases elsewhere', async () => {
    const at_home = [...home('s0')].filter((customer) => !wanderers.has(customer))
    expect(wanderers.size).toBeGreaterThan(50)
    const found = await named(['s0'])
    expect(found.map(({ customer_id }) => customer_id).toSorted()).toEqual(at_home.toSorted())
    const bands = await chain.ask(alive, period, ['s0'])
    expect(bands.reduce((sum, { customers }) => sum + customers!, 0)).toBe(at_home.length)
    const groups = await chain.ask(clv, { ...period, by: 'store' }, ['s0'])
    expect(groups).toMatchObject([{ member: 's0', customers: at_home.length }])
    const worth = found.reduce((sum, row) => sum + row.clv!, 0)
    expect(groups[0]!.clv).toBeCloseTo(worth, 6)
    const [paid] = await chain.ask(acquisition, period, ['s0'])
    expect(paid!.model_clv).toBeCloseTo(worth / at_home.length, 6)
  })

  it('are told the same of their customers as who sees the whole chain', async () => {
    const [one] = await named(['s0'])
    const all = await chain.ask(list, { ...period, sort: 'customer_id', descending: 'false', limit: 1000 })
    expect(all.find(({ customer_id }) => customer_id === one!.customer_id)).toMatchObject({
      clv: one!.clv,
      purchases_365: one!.purchases_365,
    })
  })

  it('are told of a customer who bought in two stores by who sees both', async () => {
    const ids = (await named(['s0', 's9'])).map(({ customer_id }) => customer_id)
    expect(
      [...wanderers]
        .filter((customer) => home('s0').has(String(customer)))
        .every((one) => ids.includes(String(one))),
    ).toBe(true)
  })

  it('find nobody promising because of purchases elsewhere', async () => {
    const asked = { ...period, potential_days: 1, important_share: 0.001 }
    const promising = async (stores: string[]) =>
      (await chain.ask(list, { ...asked, who: 'value_tier', of: 'potential', limit: 1000 }, stores)).map(
        ({ customer_id }) => customer_id,
      )
    expect((await promising(['s0', 's9'])).some((one) => wanderers.has(one!))).toBe(true)
    expect((await promising(['s0'])).some((one) => wanderers.has(one!))).toBe(false)
    const tiers = await chain.ask(valueTiers, asked, ['s0'])
    expect(tiers.find(({ tier }) => tier === 'potential')?.customers).toBe((await promising(['s0'])).length)
  })

  it.each([model, gate, backtest, calibration])(
    'are not told what $id says of the whole chain',
    async (metric) => {
      expect(await chain.ask(metric, period)).not.toEqual([])
      expect(await chain.ask(metric, period, ['s0', 's1', 's2', 's9'])).toEqual([])
    },
  )
})
