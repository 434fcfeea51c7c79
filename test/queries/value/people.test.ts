import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { list } from '../../../queries/customers/list.ts'
import { coverage } from '../../../queries/data/coverage.ts'
import { customerScores } from '../../../queries/value/customer_scores.ts'
import { valueGroups } from '../../../queries/value/groups.ts'
import { valueMigration } from '../../../queries/value/migration.ts'
import { rfmGrid } from '../../../queries/value/rfm_grid.ts'
import { valueSegments } from '../../../queries/value/segments.ts'
import { valueTiers } from '../../../queries/value/tiers.ts'
import type { Asked } from '../../../server/engine/question.ts'
import { channels, day, days, randomChain } from '../../fixtures/random-chain.ts'
import { openChain, type Chain } from '../chain.ts'

const whole = { from: day(0), to: day(days) }
let chain: Chain
beforeAll(async () => {
  chain = await openChain(randomChain(20261122))
})
afterAll(() => chain.close())

const settings = [
  {},
  { scoring: 'rank_first', frequency_of: 'orders', amount_of: 'purchases', region: ['East'] },
  { scoring: 'cut_points', segment_map: 'rfm', window_months: 6, category: ['tea'] },
  { scoring: 'fixed', split: 'threshold', important_share: 0.3, channel: ['online', 'store'] },
]

describe.each(settings)('the customers behind a mark, counted by %j', (setting) => {
  const asked = { from: day(300), to: day(390), base_to: day(299), ...setting }
  const found = async (who: string, of: string, more: object = {}) =>
    (await chain.ask(list, { ...asked, who, of, ...more, limit: 1 }))[0]?.total_customers ?? 0

  it('are as many as the cell counts', async () => {
    for (const row of await chain.ask(rfmGrid, asked))
      expect(await found('rfm_cell', `R${row.recency_score}F${row.frequency_score}`)).toBe(row.customers)
  })

  it('are as many as a row and a column of the grid count', async () => {
    const grid = await chain.ask(rfmGrid, asked)
    for (const score of [1, 3, 5]) {
      expect(await found('rfm_cell', `R${score}`)).toBe(people(grid, (row) => row.recency_score === score))
      expect(await found('rfm_cell', `F${score}`)).toBe(people(grid, (row) => row.frequency_score === score))
    }
  })

  it('are as many as the group, the segment and the tier count', async () => {
    for (const row of await chain.ask(valueGroups, asked))
      expect(await found('value_group', row.value_group!)).toBe(row.customers)
    for (const row of await chain.ask(valueSegments, asked))
      expect(await found('value_segment', row.segment!)).toBe(row.customers)
    for (const row of await chain.ask(valueTiers, asked))
      expect(await found('value_tier', row.tier!)).toBe(row.customers)
  })

  it.each(['group', 'segment', 'tier'])('are as many as the ribbon between %ss counts', async (by) => {
    for (const row of await chain.ask(valueMigration, { ...asked, by }))
      expect(await found('value_move', row.from_group!, { into: row.to_group!, method: by })).toBe(
        row.customers,
      )
  })

  it.each(['group', 'tier'])('are as many as were in a %s, left it and joined it', async (by) => {
    const moves = await chain.ask(valueMigration, { ...asked, by })
    for (const code of new Set(moves.flatMap(({ from_group, to_group }) => [from_group!, to_group!]))) {
      const moved = (of: string, into: string) => found('value_move', of, { into, method: by })
      const [from, to] = [
        people(moves, (row) => row.from_group === code),
        people(moves, (row) => row.to_group === code),
      ]
      const stayed = people(moves, (row) => row.from_group === code && row.to_group === code)
      expect(await moved(code, '')).toBe(from)
      expect(await moved('', code)).toBe(to)
      expect(await moved(code, `!${code}`)).toBe(from - stayed)
      expect(await moved(`!${code}`, code)).toBe(to - stayed)
    }
  })
})

function people<R extends { customers: number | null }>(rows: readonly R[], counts: (row: R) => boolean) {
  return rows.filter(counts).reduce((sum, { customers }) => sum + customers!, 0)
}

it('the groups at the end of the data are the segments of the filter bar', async () => {
  const last = (await chain.ask(list, { ...whole, sort: 'last_purchase_on', limit: 1 }))[0]!.last_purchase_on!
  const scored = await chain.ask(customerScores, { from: whole.from, to: last })
  const known = await chain.ask(list, { ...whole, limit: 1000 })
  const segments = new Map(known.map((row) => [row.customer_id, row.segment]))
  expect(scored.length).toBeGreaterThan(30)
  for (const row of scored) expect(row.value_group).toBe(segments.get(row.customer_id))
  expect(known.filter(({ segment }) => segment !== null)).toHaveLength(scored.length)
})

const tiersOf = async (asked: Asked) =>
  (await chain.ask(valueTiers, asked)).map((row) => [
    row.tier,
    row.customers,
    row.amount,
    row.margin!.toFixed(6),
  ])

it('a filter that keeps everything changes nothing, at the end of the data as before it', async () => {
  const { last_day } = (await chain.ask(coverage, whole))[0]!
  for (const to of [day(390), last_day!])
    for (const frequency_of of ['occasions', 'orders']) {
      const asked = { from: day(300), to, frequency_of }
      const kept = { ...asked, channel: [...channels] }
      const all = await chain.ask(customerScores, asked)
      expect(all.length).toBeGreaterThan(30)
      expect(await chain.ask(customerScores, kept)).toEqual(all)
      expect(await tiersOf(kept)).toEqual(await tiersOf(asked))
    }
})

it('a score by quantiles is one more than five times the share of customers strictly worse', async () => {
  const rows = await chain.ask(customerScores, { from: day(300), to: day(390) })
  const expected = (values: number[], value: number) =>
    1 + Math.floor((5 * values.filter((one) => one < value).length) / values.length)
  const [recency, frequency, amount] = [
    rows.map((row) => -row.recency_days!),
    rows.map((row) => row.frequency!),
    rows.map((row) => row.amount!),
  ]
  for (const [nth, row] of rows.entries())
    expect([row.recency_score, row.frequency_score, row.monetary_score]).toEqual([
      expected(recency, recency[nth]!),
      expected(frequency, frequency[nth]!),
      expected(amount, amount[nth]!),
    ])
})
