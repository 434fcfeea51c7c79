import { describe, expect, it } from 'vitest'
import { weightedIndex, weightedIndexVariance } from '../../server/stats/weighted-index.ts'

const items = (means: readonly number[], weights: readonly number[], low: number, high: number) =>
  means.map((mean, nth) => ({ mean, weight: weights[nth]!, low, high }))

describe('the weighted index', () => {
  it('is 100 at the top of every scale, with the weights of the State of Ohio', () => {
    expect(weightedIndex(items([10, 10, 10], [0.3885, 0.319, 0.2925], 1, 10))).toBeCloseTo(100, 9)
  })

  it('is (8 + 7 + 6 − 3) / 27 × 100 with equal weights', () => {
    expect(weightedIndex(items([8, 7, 6], [1 / 3, 1 / 3, 1 / 3], 1, 10))).toBeCloseTo(66.6666666667, 9)
  })

  it('takes weights as they are: those of a published example add up to 0.9', () => {
    expect(
      weightedIndex(
        items([7, 5, 1, 6], [0.25, 0.35, 0.15, 0.15], 0, 7).map((item) => ({ ...item, mean: item.mean - 1 })),
      ),
    ).toBeCloseTo(52.1428571429, 9)
  })

  it('weighs items on scales of their own', () => {
    expect(
      weightedIndex([
        { mean: 4, weight: 0.5, low: 1, high: 5 },
        { mean: 6, weight: 0.5, low: 0, high: 10 },
      ]),
    ).toBeCloseTo(0.5 * 75 + 0.5 * 60, 9)
  })
})

describe('the variance of the weighted index', () => {
  const two = items([3, 3], [0.5, 0.5], 1, 5)

  it('is that of people’s own indices when everybody rates everything', () => {
    const ratings = [
      [2, 3],
      [4, 5],
      [3, 1],
    ]
    const own = ratings.map(([a, b]) => (100 * ((a! + b!) / 2 - 1)) / 4)
    const mean = own.reduce((sum, value) => sum + value, 0) / 3
    const expected = own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 2 / 3
    const found = weightedIndexVariance(two, (one, other) => ({
      n: 3,
      total: ratings.reduce((sum, row) => sum + row[one]!, 0),
      other_total: ratings.reduce((sum, row) => sum + row[other]!, 0),
      product: ratings.reduce((sum, row) => sum + row[one]! * row[other]!, 0),
    }))
    expect(found).toBeCloseTo(expected, 9)
  })

  it('adds up where different people rate the items, and is unknown where an item has one rating', () => {
    const own = { n: 2, total: 6, other_total: 6, product: 20 }
    const apart = weightedIndexVariance(two, (one, other) => (one === other ? own : null))
    expect(apart).toBeCloseTo((2 * (12.5 ** 2 * 2)) / 2, 9)
    expect(weightedIndexVariance(two, () => ({ n: 1, total: 3, other_total: 3, product: 9 }))).toBeNull()
  })
})
