import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { list } from '../../../queries/customers/list.ts'
import { alive } from '../../../queries/prediction/alive.ts'
import { backtest } from '../../../queries/prediction/backtest.ts'
import { clv } from '../../../queries/prediction/clv.ts'
import { gate } from '../../../queries/prediction/gate.ts'
import { model } from '../../../queries/prediction/model.ts'
import { buyerLines } from '../../fixtures/buyers.ts'
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
  let chain: Chain
  beforeAll(async () => {
    chain = await openChain({ purchases: buyerLines(1500, 500) })
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
