import { describe, expect, it } from 'vitest'
import { drivers } from '../../../queries/satisfaction/drivers.ts'
import { focus } from '../../../queries/satisfaction/focus.ts'
import { seededRandom } from '../../../server/stats/seeded-random.ts'
import type { CanonicalRow } from '../chain.ts'
import { useCornerShop } from '../corner-shop-chain.ts'
import { answers } from './survey-answers.ts'

describe('what moves NPS', () => {
  const shop = useCornerShop(answers)

  it('is speed alone: the squared correlation is its weight, and R²', async () => {
    const [speed] = await shop.ask(drivers, { min_n: 2, item: ['speed'] })
    expect(speed).toMatchObject({
      item: 'speed',
      n: 4,
      ratings: 4,
      rating: 3.5,
      performance: 62.5,
      stated: 4,
    })
    for (const value of [speed!.weight, speed!.shapley, speed!.r_squared]) expect(value).toBeCloseTo(0.98, 9)
    expect(speed!.correlation).toBeCloseTo(Math.sqrt(0.98), 9)
  })

  it('is unknown from four answers: below the fewest, nothing is inferred', async () => {
    const rows = await shop.ask(drivers)
    expect(rows.map(({ status, importance, r_squared }) => [status, importance, r_squared])).toEqual([
      ['too_few_answers', null, null],
      ['too_few_answers', null, null],
    ])
  })
})

/** 120 answers: speed moves NPS, taste never varies, few rate the parking, and smell is what speed is. */
function survey(): { surveys: CanonicalRow[]; survey_items: CanonicalRow[] } {
  const random = seededRandom(11)
  const surveys: CanonicalRow[] = []
  const survey_items: CanonicalRow[] = []
  for (let nth = 0; nth < 120; nth += 1) {
    const [speed, price] = [1 + Math.floor(5 * random()), 1 + Math.floor(5 * random())]
    const of = { survey_id: `A${nth}`, batch_id: 'b1', batch_seq: 1 }
    const store_id = speed > 2 && nth % 5 > 0 ? 'S1' : 'S2'
    surveys.push({
      ...of,
      store_id,
      answered_at: '2025-02-01 04:00:00',
      nps: 2 * speed - Math.floor(2 * random()),
    })
    const ratings = { speed, price, smell: speed, taste: 4, ...(nth % 4 === 0 ? { parking: price } : {}) }
    for (const [item, rating] of Object.entries(ratings)) survey_items.push({ ...of, item, rating })
  }
  return { surveys, survey_items }
}

describe('drivers among many items', () => {
  const shop = useCornerShop(survey())

  it('share their weight when they say the same, and leave out what cannot tell', async () => {
    const rows = await shop.ask(drivers)
    const by = Object.fromEntries(rows.map((row) => [row.item, row]))
    expect(by['speed']).toMatchObject({ status: 'driver', n: 120 })
    expect(by['smell']).toMatchObject({ status: 'driver' })
    expect(by['speed']!.weight).toBeCloseTo(by['smell']!.weight!, 6)
    expect(by['price']).toMatchObject({ status: 'not_significant', importance: 0, importance_low: 0 })
    expect(by['taste']).toMatchObject({ status: 'constant', importance: null, correlation: null })
    expect(by['parking']).toMatchObject({ status: 'rarely_rated', ratings: 30 })
  })

  it('point one store to where it is behind and it matters', async () => {
    const rows = await shop.ask(focus, { of: 'S2' })
    expect(
      rows
        .slice(0, 2)
        .map(({ item }) => item)
        .toSorted(),
    ).toEqual(['smell', 'speed'])
    const [first] = rows
    expect(first).toMatchObject({ verdict: 'behind' })
    expect(first!.priority).toBeCloseTo((first!.importance! * -100 * first!.difference!) / 4, 9)
    const price = rows.find(({ item }) => item === 'price')!
    expect(price.priority).toBe(0)
    expect(await shop.ask(focus, { of: 'S9' })).toEqual([])
  })
})
