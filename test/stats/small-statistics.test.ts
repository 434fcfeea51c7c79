import { describe, expect, it } from 'vitest'
import { heterogeneity } from '../../server/stats/heterogeneity.ts'
import { matchedDifference } from '../../server/stats/matched-difference.ts'
import { moments } from '../../server/stats/moments.ts'
import { ratioOfSums } from '../../server/stats/ratio-of-sums.ts'
import { standardisedDifference } from '../../server/stats/standardised-difference.ts'

describe('the standardised difference of two arms', () => {
  it('is the difference over the root of the mean variance', () => {
    // variances 1 and 7: (3 − 1) / √4
    expect(standardisedDifference({ n: 9, mean: 3, variance: 1 }, { n: 9, mean: 1, variance: 7 })).toBe(1)
  })

  it('is 0 where nothing varies and nothing differs, and unknown where it cannot be said', () => {
    expect(standardisedDifference({ n: 2, mean: 3, variance: 0 }, { n: 2, mean: 3, variance: 0 })).toBe(0)
    expect(standardisedDifference({ n: 2, mean: 3, variance: 0 }, { n: 2, mean: 4, variance: 0 })).toBeNull()
    expect(standardisedDifference(null, { n: 2, mean: 4, variance: 0 })).toBeNull()
  })
})

describe('the treated matched with people like them', () => {
  const strata = [
    { treated: moments(3, 6, 14), compared: moments(2, 2, 4) }, // means 2 and 1, variances 1 and 2
    { treated: moments(1, 5, 25), compared: moments(4, 16, 70) }, // means 5 and 4, variance 2 of the compared
    { treated: moments(2, 50, 1300), compared: moments(1, 3, 9) }, // nobody can tell how one person varies
    { treated: moments(2, 50, 1300), compared: null },
    { treated: null, compared: moments(9, 9, 10) },
  ]

  it('differ by the mean of the strata’s differences, weighted by the treated', () => {
    const found = matchedDifference(strata)!
    expect(found).toMatchObject({ matched: 4, treated: 8, compared: 6 })
    expect(found.treated_mean).toBeCloseTo((3 * 2 + 5) / 4, 12)
    expect(found.compared_mean).toBeCloseTo((3 * 1 + 4) / 4, 12)
    expect(found.difference).toBeCloseTo(1, 12)
    // the lone treated varies as the others do within their stratum: 1
    const variance = (9 / 16) * (1 / 3 + 2 / 2) + (1 / 16) * (1 / 1 + 2 / 4)
    expect(found.se).toBeCloseTo(Math.sqrt(variance), 12)
  })

  it('cannot be compared when nobody is like them', () => {
    expect(matchedDifference(strata.slice(2))).toBeNull()
  })
})

describe('whether groups differ', () => {
  it('is asked of the spread of their estimates around the common one', () => {
    const found = heterogeneity([
      { estimate: 1, se: 1 },
      { estimate: 3, se: 1 },
      { estimate: 5, se: 0 },
    ])!
    expect(found).toMatchObject({ q: 2, df: 1 })
    expect(found.p).toBeCloseTo(0.15729920705028513, 9)
  })

  it('has Q = 9.95, p = 0.13 for the seven trials of aspirin after a heart attack (Fleiss 1993)', () => {
    // Deaths and patients under aspirin, then under placebo; log odds ratios.
    const trials = [
      [49, 615, 67, 624],
      [44, 758, 64, 771],
      [102, 832, 126, 850],
      [32, 317, 38, 309],
      [85, 810, 52, 406],
      [246, 2267, 219, 2257],
      [1570, 8587, 1720, 8600],
    ].map(([a, n, c, m]) => {
      const [b, d] = [n! - a!, m! - c!]
      return { estimate: Math.log((a! * d) / (b * c!)), se: Math.sqrt(1 / a! + 1 / b + 1 / c! + 1 / d) }
    })
    const { q, df, p } = heterogeneity(trials)!
    expect([q.toFixed(2), df, p.toFixed(4)]).toEqual(['9.95', 6, '0.1269'])
  })

  it('has no answer for one group', () => {
    expect(heterogeneity([{ estimate: 1, se: 1 }])).toBeNull()
  })
})

describe('a ratio of sums', () => {
  it('has the interval of the ratio estimator', () => {
    // parts 1 and 3 of wholes 2 and 6, and 2 of 2: ratio 6/10, residuals −0.2, −0.6, 0.8
    const found = ratioOfSums({
      n: 3,
      part: 6,
      whole: 10,
      part_squares: 14,
      whole_squares: 44,
      products: 24,
    })!
    const half = (1.959963984540054 * Math.sqrt(1.5 * 1.04)) / 10
    expect(found.ratio).toBe(0.6)
    expect(found.high).toBeCloseTo(0.6 + half, 12)
    expect(found.low).toBeCloseTo(0.6 - half, 12)
  })

  it('has no answer when nobody stated anything', () => {
    expect(
      ratioOfSums({ n: 0, part: 0, whole: 0, part_squares: 0, whole_squares: 0, products: 0 }),
    ).toBeNull()
  })
})
