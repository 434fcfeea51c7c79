import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { churn } from '../../queries/kpi/churn.ts'
import { contribution } from '../../queries/kpi/contribution.ts'
import { customers } from '../../queries/kpi/customers.ts'
import { leaderboard } from '../../queries/kpi/leaderboard.ts'
import { repeatRate } from '../../queries/kpi/repeat_rate.ts'
import { sales } from '../../queries/kpi/sales.ts'
import type { Metric } from '../../queries/metric.ts'
import type { Asked } from '../../server/engine/question.ts'
import {
  categories,
  channels,
  Dice,
  grades,
  randomChain,
  regions,
  segments,
  stores,
} from '../fixtures/random-chain.ts'
import { randomQuestion } from '../parity/random-question.ts'
import { openChain } from './chain.ts'
import type { Chain } from './chain.ts'
import { Oracle } from './oracle.ts'

const runs = { numRuns: 40 }
const seeds = fc.integer({ min: 0, max: 2 ** 31 })

describe.each(['Asia/Kathmandu', 'America/New_York', 'Asia/Shanghai'])(
  'random questions in %s',
  (time_zone) => {
    const rows = randomChain(77)
    let chain: Chain
    let oracle: Oracle
    beforeAll(async () => {
      chain = await openChain(rows, time_zone)
      oracle = new Oracle(rows, time_zone)
    })
    afterAll(() => chain.close())

    const total = async (
      metric: Metric,
      asked: Asked,
      scope: readonly string[],
    ): Promise<Record<string, number | null>> => {
      const [row] = await chain.ask(metric, { ...asked, grain: 'total' }, scope)
      return (row ?? {}) as Record<string, number | null>
    }
    const holds = (
      metric: Metric,
      expected: (asked: Asked, scope: readonly string[]) => Record<string, number | null>,
    ) =>
      fc.assert(
        fc.asyncProperty(seeds, async (seed) => {
          const { asked, stores: scope } = randomQuestion(new Dice(seed), metric)
          const found = await total(metric, asked, scope)
          for (const [name, value] of Object.entries(expected(asked, scope))) {
            if (typeof value === 'number') expect(found[name] ?? 0, name).toBeCloseTo(value, 6)
            else expect(found[name] ?? null, name).toBe(value)
          }
        }),
        runs,
      )

    it('about sales are answered as if line by line', () =>
      holds(sales, (asked, scope) => oracle.sales(asked, scope)))

    it('about customers are answered as if one by one', () =>
      holds(customers, (asked, scope) => oracle.customers(asked, scope, Number(asked.lapse_days ?? 90))))

    it('about repeat rates are answered as if one by one', () =>
      holds(repeatRate, (asked, scope) => oracle.repeatRate(asked, scope)))

    it('about churn are answered as if one by one', () =>
      holds(churn, (asked, scope) => oracle.churn(asked, scope, Number(asked.inactive_days ?? 90))))
  },
)

describe('parts and wholes', () => {
  let chain: Chain
  beforeAll(async () => {
    chain = await openChain(randomChain(78))
  })
  afterAll(() => chain.close())

  const everything = { from: '2024-01-01', to: '2025-04-30' }
  const sum = (values: readonly (number | null)[]) =>
    values.reduce<number>((all, value) => all + (value ?? 0), 0)

  it.each(['day', 'week', 'month', 'quarter'])('add up: every %s to the whole period', async (grain) => {
    const [whole] = await chain.ask(sales, { ...everything, grain: 'total' })
    const parts = await chain.ask(sales, { ...everything, grain })
    for (const name of ['net_sales', 'orders', 'units', 'discount_amount', 'gross_margin'] as const)
      expect(sum(parts.map((part) => part[name]))).toBeCloseTo(whole![name]!, 6)
  })

  it.each([
    ['region', regions],
    ['store', stores],
    ['channel', channels],
    ['category', categories],
    ['grade', grades],
    ['segment', segments],
  ])('add up: a %s, the others and what has none are all', async (dimension, members) => {
    const net = async (chosen: readonly string[]) =>
      (await chain.ask(sales, { ...everything, grain: 'total', [dimension]: chosen }))[0]?.net_sales ?? 0
    const base = { base_from: '2023-01-01', base_to: '2023-01-02' }
    const board = await chain.ask(leaderboard, {
      ...everything,
      ...base,
      by: dimension,
      measure: 'net_sales',
    })
    const nobody = board.find(({ member }) => member === null)?.value ?? 0
    const [one, ...others] = members
    expect((await net([one!])) + (await net(others)) + nobody).toBeCloseTo(await net([]), 6)
    expect(sum(board.map(({ value }) => value))).toBeCloseTo(await net([]), 6)
  })

  it('add up: the contributions of random periods to the change of the total', () =>
    fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const { asked, stores: scope } = randomQuestion(new Dice(seed), contribution)
        const parts = await chain.ask(contribution, { ...asked, measure: 'average_order_value' }, scope)
        const value = async (from: unknown, to: unknown) =>
          (await chain.ask(sales, { ...asked, from, to, grain: 'total' } as Asked, scope))[0]
            ?.average_order_value ?? null
        const now = await value(asked.from, asked.to)
        const before = await value(asked.base_from, asked.base_to)
        if (now === null || before === null)
          expect(parts.every(({ contribution: part }) => part === null)).toBe(true)
        else expect(sum(parts.map(({ contribution: part }) => part))).toBeCloseTo(now - before, 6)
      }),
      runs,
    ))

  it('add up: customers over value groups, which have one each', async () => {
    const active = async (asked: Asked) =>
      (await chain.ask(customers, { ...everything, from: '2024-06-01', grain: 'total', ...asked }))[0]
        ?.active_customers ?? 0
    const groups = await Promise.all(segments.map((segment) => active({ segment: [segment] })))
    expect(sum(groups)).toBe(await active({}))
  })
})
