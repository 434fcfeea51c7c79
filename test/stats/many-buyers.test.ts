import { describe, expect, it } from 'vitest'
import { fitBgNbd } from '../../server/stats/bg-nbd.ts'
import { countBy, counted, distinct, sampleOf, type Buyers } from '../../server/stats/buyers.ts'
import { fitParetoNbd } from '../../server/stats/pareto-nbd.ts'
import { buyersOf, simulatedLives, type Life } from './simulated-buyers.ts'

const model = { r: 0.4, alpha: 5, a: 0.8, b: 2.4 }
const spend = { p: 6.25, q: 3.74, gamma: 15.44 }
/** In whole weeks, so that few histories are told apart; two of each, so that they are not taken for given one by one. */
const one_by_one = inTwos(
  simulatedLives(120_000, { model, spend, longest: 30, ahead: 1, seed: 12 }).map((life) => ({
    ...life,
    recency: Math.floor(life.recency),
    age: Math.ceil(life.age),
  })),
)
const groups = alikeOf(one_by_one)

function inTwos(lives: readonly Life[]): Buyers {
  return { ...buyersOf(lives), buyers: lives.map(() => 2) }
}

function alikeOf({ repeats, recency, age }: Buyers): Buyers {
  const together = Object.groupBy(
    Array.from(repeats, (_, i) => i),
    (i) => `${repeats[i]} ${recency[i]} ${age[i]}`,
  )
  const all = Object.values(together).map((group) => group!)
  const pick = (list: ArrayLike<number>) => all.map(([first]) => list[first!]!)
  return {
    repeats: pick(repeats),
    recency: pick(recency),
    age: pick(age),
    buyers: all.map(({ length }) => 2 * length),
  }
}

it.each([
  ['BG/NBD', fitBgNbd],
  ['Pareto/NBD', fitParetoNbd],
] as const)(
  '%s of more than 100,000 histories, begun with parts of them, is that of all begun from nothing',
  (_, fit) => {
    expect(groups.buyers.length).toBeLessThan(5_000)
    expect(counted(one_by_one)).toBe(one_by_one)
    const [begun, whole] = [fit(one_by_one), fit(groups)]
    if (begun.reason !== null || whole.reason !== null) throw new Error('no fit')
    expect(begun.log_likelihood).toBeCloseTo(whole.log_likelihood, 2)
    for (const [name, value] of Object.entries(whole.parameters)) {
      expect((begun.parameters as Record<string, number>)[name]! / value).toBeCloseTo(1, 4)
      const errors = [begun, whole].map((each) => (each.errors as Record<string, number>)[name]!)
      expect(errors[0]! / errors[1]!, name).toBeCloseTo(1, 2)
    }
  },
)

describe('every nth buyer', () => {
  const some = { repeats: [0, 1, 2, 3], recency: [0, 1, 1, 2], age: [9, 9, 9, 9], buyers: [5, 1, 2, 4] }

  it('leaves each group its share', () => {
    const { repeats, buyers } = sampleOf(some, 4)
    expect([Array.from(repeats), Array.from(buyers)]).toEqual([
      [0, 1, 3],
      [1, 1, 2],
    ])
  })

  it('is everybody where there are no more', () => {
    expect(sampleOf(some, 12)).toBe(some)
  })

  it('keeps how many bought how often, to one in a group', () => {
    const ages = distinct(one_by_one.age)
    const counts = countBy(ages, one_by_one.buyers)
    const many = { repeats: ages.values, recency: ages.values, age: ages.values, buyers: counts }
    const { buyers } = sampleOf(many, 24_000)
    expect(buyers.length).toBe(counts.length)
    for (const [i, n] of Array.from(buyers).entries()) expect(Math.abs(n - counts[i]! / 10)).toBeLessThan(1)
  })
})

describe('a fit to more than 100,000 buyers among whom nothing can be told apart', () => {
  const alike = (n: number): Buyers => {
    const every = (value: number) => new Float64Array(n).fill(value)
    return { repeats: every(3), recency: every(20), age: every(21), buyers: every(1) }
  }

  it.each([
    ['BG/NBD', fitBgNbd],
    ['Pareto/NBD', fitParetoNbd],
  ] as const)('%s says so as of a few', (_, fit) => {
    const [many, few] = [fit(alike(150_000)), fit(alike(1_000))]
    expect([many.reason, few.reason]).toEqual(['flat_likelihood', 'flat_likelihood'])
  })
})

describe('buyers given one by one', () => {
  it('are counted by history', () => {
    const list = [
      [2, 7, 9],
      [1, 3, 9],
      [2, 7, 9],
      [2, 3, 9],
    ]
    const of = (place: number) => list.map((each) => each[place]!)
    const { repeats, recency, age, buyers } = counted({
      ...{ repeats: of(0), recency: of(1), age: of(2) },
      buyers: list.map(() => 1),
    })
    expect([repeats, recency, age, buyers].map((each) => Array.from(each))).toEqual([
      [2, 1, 2],
      [7, 3, 3],
      [9, 9, 9],
      [2, 1, 1],
    ])
  })
})
