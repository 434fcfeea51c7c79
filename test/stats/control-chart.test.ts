import { describe, expect, it } from 'vitest'
import { attributeChart, individualsChart, movingSigma } from '../../server/stats/control-chart.ts'
import { laneyChart } from '../../server/stats/laney.ts'

describe('a chart of counts', () => {
  it('c: limits three roots of the mean away, never below nothing', () => {
    const chart = attributeChart('c', [4, 2, 6, 4], [])
    expect(chart).toMatchObject({
      center: 4,
      sigma: [2, 2, 2, 2],
      lower: [0, 0, 0, 0],
      upper: [10, 10, 10, 10],
    })
    expect(attributeChart('c', [16, 16], []).lower).toEqual([4, 4])
  })

  it('c: 19.85 flaws of printed circuit boards lie within 6.48 and 33.22, two of 26 samples do not (Montgomery, table 7.7)', () => {
    const flaws = [
      ...[21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16],
      ...[19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15],
    ]
    const { center, lower, upper } = attributeChart('c', flaws, [])
    // The book prints 33.22, from the rounded mean.
    expect([center, lower[0], upper[0]].map((each) => each!.toFixed(2))).toEqual(['19.85', '6.48', '33.21'])
    const out = flaws.flatMap((count, nth) => (count < lower[nth]! || count > upper[nth]! ? [nth + 1] : []))
    expect(out).toEqual([6, 20])
    const kept = attributeChart(
      'c',
      flaws,
      [],
      flaws.map((_, nth) => !out.includes(nth + 1)),
    )
    expect([kept.center, kept.lower[0], kept.upper[0]].map((each) => each!.toFixed(2))).toEqual([
      '19.67',
      '6.36',
      '32.97',
    ])
  })

  it('u: the less there is to count against, the wider the limits', () => {
    const chart = attributeChart('u', [8, 1], [4, 1])
    expect(chart).toMatchObject({ values: [2, 1], center: 9 / 5 })
    expect(chart.sigma[0]).toBeCloseTo(Math.sqrt(1.8 / 4), 12)
    expect(chart.upper[1]).toBeCloseTo(1.8 + 3 * Math.sqrt(1.8), 12)
  })

  it('u: centre of the flaws in dyed cloth is 153 / 107.5 = 1.42, limits by the size of each roll (Montgomery, table 7.11)', () => {
    const flaws = [14, 12, 20, 11, 7, 10, 21, 16, 19, 23]
    const units = [10, 8, 13, 10, 9.5, 10, 12, 10.5, 12, 12.5]
    const { center, upper, lower } = attributeChart('u', flaws, units)
    expect(center).toBeCloseTo(1.42326, 5)
    expect([lower[0], upper[0]]).toEqual([expect.closeTo(0.29147, 5), expect.closeTo(2.55504, 5)])
    expect(upper[1]).toBeCloseTo(2.68863, 5)
  })

  it('p: of cans of orange juice 0.2313 leak, limits 0.0524 and 0.4102 (Montgomery, table 7.1)', () => {
    const leaking = [
      ...[12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22],
      ...[8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6],
    ]
    const cans = leaking.map(() => 50)
    const { center, lower, upper, values } = attributeChart('p', leaking, cans)
    expect([center, lower[0], upper[0]].map((each) => each!.toFixed(4))).toEqual([
      '0.2313',
      '0.0524',
      '0.4102',
    ])
    expect(values.flatMap((value, nth) => (value > upper[nth]! ? [nth + 1] : []))).toEqual([15, 23])
  })

  it('p: limits stay between 0 and 1', () => {
    const chart = attributeChart('p', [1, 9], [10, 10])
    expect(chart).toMatchObject({ center: 0.5, values: [0.1, 0.9] })
    expect(chart.lower[0]).toBeCloseTo(0.5 - 3 * Math.sqrt(0.025), 12)
    expect(attributeChart('p', [9, 10], [10, 10]).upper).toEqual([1, 1])
  })

  it('takes its centre from the baseline alone', () => {
    expect(attributeChart('c', [2, 2, 20], [], [true, true, false]).center).toBe(2)
  })

  it('of nothing at all has its limits at nothing', () => {
    expect(attributeChart('u', [0, 0], [5, 9])).toMatchObject({ center: 0, lower: [0, 0], upper: [0, 0] })
  })
})

describe('a chart of single measurements', () => {
  it('has limits at three mean moving ranges / 1.128', () => {
    const { center, upper, lower } = individualsChart([1, 3, 2])
    expect(center).toBe(2)
    expect(upper[0]).toBeCloseTo(2 + (3 * 1.5) / 1.128, 12)
    expect(lower[0]).toBeCloseTo(2 - (3 * 1.5) / 1.128, 12)
    expect(individualsChart([1, 3, 2], [], 0).lower[0]).toBe(0)
  })

  it('has the limits 45.8 and 55.8 of the ten flow rates in the handbook of NIST (6.3.2.2)', () => {
    const rates = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
    const { center, lower, upper } = individualsChart(rates)
    expect([center, lower[0], upper[0]]).toEqual([
      expect.closeTo(50.81, 10),
      expect.closeTo(45.8159, 4),
      expect.closeTo(55.8041, 4),
    ])
  })

  it('cannot tell the spread of fewer than two', () => {
    expect(movingSigma([7])).toBeNull()
    expect(movingSigma([])).toBeNull()
  })
})

describe('a chart after Laney', () => {
  it('widens the limits by what the points vary beyond chance', () => {
    // c: centre 25, sigma 5, scores −2, 2, −2, 2: every step is 4, so σ_z = 4 / 1.128.
    const { sigma_z, upper } = laneyChart('c', [15, 35, 15, 35], [])
    expect(sigma_z).toBeCloseTo(4 / 1.128, 12)
    expect(upper[0]).toBeCloseTo(25 + (3 * 5 * 4) / 1.128, 12)
  })

  it('leaves them where this cannot be told', () => {
    expect(laneyChart('c', [4], [])).toMatchObject({ sigma_z: null, upper: [10] })
    expect(laneyChart('u', [0, 0, 0], [1, 2, 3])).toMatchObject({ sigma_z: null, upper: [0, 0, 0] })
  })
})
