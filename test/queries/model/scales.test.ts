import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plausibleScales } from '../../../queries/loading/plausible-scale.ts'
import { distribution } from '../../../queries/satisfaction/distribution.ts'
import { items } from '../../../queries/satisfaction/items.ts'
import { stores } from '../../../queries/satisfaction/stores.ts'
import { satisfaction } from '../../../queries/kpi/satisfaction.ts'
import { openChain } from '../chain.ts'
import type { CanonicalRow, Chain } from '../chain.ts'

const everything = { from: '2026-01-01', to: '2026-12-31' }
const opened: Chain[] = []
afterAll(() => Promise.all(opened.map((chain) => chain.close())))

/** A chain of one store in which every rating is from a survey of its own. */
async function chainOf(ratings: readonly CanonicalRow[], surveys: readonly CanonicalRow[] = []) {
  const asked = ratings.map((_, nth) => ({ survey_id: `q${nth}`, answered_at: '2026-03-01 04:00:00' }))
  const chain = await openChain({
    surveys: [...asked, ...surveys],
    survey_items: ratings.map((row, nth) => ({ survey_id: `q${nth}`, batch_seq: 1, ...row })),
  })
  opened.push(chain)
  return chain
}

const times = (count: number, row: CanonicalRow) => Array.from({ length: count }, () => row)

describe('the scale of an item that nobody has said', () => {
  it.each([
    ['1–5, whatever of it few people use', [[1, 3, 20]], [[1, 5]]],
    ['0–5 and not 0–10, when nothing is higher', [[0, 5, 20]], [[0, 5]]],
    ['1–4 once a hundred answers hold nothing higher', [[1, 4, 100]], [[1, 4]]],
    [
      '1–5 for an item that nobody praises, beside one that somebody does',
      [
        [1, 4, 200],
        [1, 5, 50],
      ],
      [
        [1, 5],
        [1, 5],
      ],
    ],
    [
      '1–4 for two items that share the hundred',
      [
        [1, 4, 60],
        [2, 3, 40],
      ],
      [
        [1, 4],
        [1, 4],
      ],
    ],
    ['0–1 for yes and no', [[0, 1, 30]], [[0, 1]]],
    [
      '1–7, or 1–6 once a hundred answers end there',
      [
        [1, 7, 8],
        [2, 6, 99],
      ],
      [
        [1, 7],
        [1, 7],
      ],
    ],
    ['1–6 once a hundred answers end there', [[1, 6, 120]], [[1, 6]]],
    [
      '0–10 and 1–10',
      [
        [0, 9, 150],
        [1, 9, 150],
      ],
      [
        [0, 10],
        [1, 10],
      ],
    ],
    ['0–100', [[40, 95, 5]], [[0, 100]]],
  ] as const)('is %s', async (_, given, expected) => {
    const ratings = given.flatMap(([lowest, highest, answers], nth) => [
      { item: `i${nth}`, rating: lowest },
      ...times(answers - 1, { item: `i${nth}`, rating: highest }),
    ])
    const chain = await chainOf(ratings)
    const found = await chain.ask(items, { ...everything, min_n: 1 })
    expect(found.map(({ scale_low, scale_high, scale_from }) => [scale_low, scale_high, scale_from])).toEqual(
      expected.map((ends) => [...ends, 'answers']),
    )
    const spreads = given.map(([lowest, highest, answers]) => ({ lowest, highest, answers }))
    expect(plausibleScales(spreads)).toEqual(expected.map(([min, max]) => ({ min, max })))
  })
})

describe('the scale that was said', () => {
  it('goes before what the answers suggest; the last one counts and earlier ratings are carried over to it', async () => {
    const chain = await chainOf([
      { item: 'wifi', rating: 4, scale_min: 1, scale_max: 4, batch_seq: 1 },
      { item: 'wifi', rating: 1, expectation: 2, scale_min: 1, scale_max: 4, batch_seq: 1 },
      { item: 'wifi', rating: 7, scale_min: 1, scale_max: 7, batch_seq: 2 },
    ])
    const [wifi] = await chain.ask(items, { ...everything, min_n: 1 })
    // 4 of 1–4 is 7 of 1–7, 1 is 1, the expectation 2 is 3
    expect(wifi).toMatchObject({
      rating: 5,
      expected: 3,
      gap: -2,
      scale_low: 1,
      scale_high: 7,
      scale_from: 'said',
    })
    expect(wifi!.index).toBeCloseTo((100 * 4) / 6, 9)
  })

  it('leaves out ratings off it that came without a scale of their own', async () => {
    const chain = await chainOf([
      { item: 'wifi', rating: 2, scale_min: 1, scale_max: 4, batch_seq: 2 },
      { item: 'wifi', rating: 9, batch_seq: 1 },
    ])
    expect(await chain.ask(items, { ...everything, min_n: 1 })).toMatchObject([{ n: 1, rating: 2 }])
  })
})

describe('CSAT', () => {
  let chain: Chain
  const csat = (survey_id: string, score: number, ends: CanonicalRow = {}) => ({
    ...{ survey_id, answered_at: '2026-03-01 04:00:00', csat: score, comment: 'word' },
    ...ends,
  })
  beforeAll(async () => {
    const ten = { csat_min: 1, csat_max: 10 }
    const three = { csat_min: 1, csat_max: 3 }
    chain = await chainOf(
      [],
      [
        ...[csat('a', 9, ten), csat('b', 8, ten), csat('c', 2, ten)],
        ...[csat('d', 4), csat('e', 3), csat('f', 2)],
        ...[csat('g', 3, three), csat('h', 2, three)],
      ],
    )
  })

  it('counts the two top boxes of the scale it was asked on, the top one of a scale of three', async () => {
    // 9 of 10, 4 of 5 and 3 of 3; not 8 of 10, 3 of 5, 2 of 3
    expect(await chain.ask(satisfaction, { ...everything, grain: 'total', min_n: 1 })).toMatchObject([
      { csat_n: 8, csat: 3 / 8 },
    ])
  })

  it('is counted score by score with the scale of each', async () => {
    const rows = await chain.ask(distribution, everything)
    expect(rows.map(({ score, side, scale_high }) => `${score} of ${scale_high} ${side}`)).toEqual([
      ...['2 of 3 bad', '3 of 3 good'],
      ...['2 of 5 bad', '3 of 5 bad', '4 of 5 good'],
      ...['2 of 10 bad', '8 of 10 bad', '9 of 10 good'],
    ])
  })
})

describe('CES', () => {
  const ces = (survey_id: string, score: number, ends: CanonicalRow = {}) => ({
    ...{ survey_id, answered_at: '2026-03-01 04:00:00', store_id: 'S1', ces: score, batch_seq: 1 },
    ...ends,
  })
  const five = { ces_min: 1, ces_max: 5 }
  const total = { ...everything, grain: 'total', min_n: 1 }

  it('is a mean of 1–7 unless another scale was said', async () => {
    const chain = await chainOf([], [ces('a', 7), ces('b', 4)])
    expect(await chain.ask(satisfaction, total)).toMatchObject([
      { ces_n: 2, ces: 5.5, ces_scale_low: 1, ces_scale_high: 7 },
    ])
  })

  it('is a mean of the scale that was said, easy above its middle', async () => {
    const chain = await chainOf(
      [],
      [ces('a', 5, five), ces('b', 4, five), ces('c', 3, five), ces('d', 1, five)],
    )
    expect(await chain.ask(satisfaction, total)).toMatchObject([
      { ces_n: 4, ces: 3.25, ces_scale_low: 1, ces_scale_high: 5 },
    ])
    const rows = await chain.ask(distribution, everything)
    expect(rows.map(({ score, side, scale_high }) => `${score} of ${scale_high} ${side}`)).toEqual([
      ...['1 of 5 bad', '3 of 5 bad', '4 of 5 good', '5 of 5 good'],
    ])
  })

  it('carries answers on other scales over to the one said last', async () => {
    // 7 of 1–7 is 5 of 1–5, 4 is 3; with 2 of 1–5 their mean is 10 / 3
    const chain = await chainOf([], [ces('a', 7), ces('b', 4), ces('c', 2, { ...five, batch_seq: 2 })])
    const [row] = await chain.ask(satisfaction, total)
    expect(row).toMatchObject({ ces_n: 3, ces_scale_high: 5 })
    expect(row!.ces).toBeCloseTo(10 / 3, 12)
  })

  it('keeps the limits of stores within its scale', async () => {
    const answers = [1, 5, 5, 5].map((score, nth) => ces(`q${nth}`, score, five))
    const chain = await openChain({
      stores: [{ store_id: 'S1', name: 'Harbour', batch_seq: 1 }],
      surveys: answers,
    })
    opened.push(chain)
    expect(await chain.ask(stores, { ...everything, measure: 'ces', min_n: 1 })).toMatchObject([
      { value: 4, high_998: 5 },
    ])
  })
})
