import { describe, expect, it } from 'vitest'
import { paretoNbdAhead, paretoNbdAlive, paretoNbdLogLikelihood } from '../../server/stats/pareto-nbd.ts'

/** Fader, Hardie & Lee (2005), CDNOW. */
const cdnow = { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }

describe('published results for CDNOW', () => {
  it('a new buyer makes 1.473 repeat purchases in a year', () => {
    expect(paretoNbdAhead(cdnow, 0, 0, 52)).toBeCloseTo(1.473, 2)
  })

  it('customer 1516 (26 repeats, the last after 30.86 of 31 weeks) is expected 25.46 times in the next 52', () => {
    const expected = paretoNbdAlive(cdnow, 26, 30.857142857, 31) * paretoNbdAhead(cdnow, 26, 31, 52)
    expect(Math.abs(expected - 25.456)).toBeLessThan(0.02)
  })
})

describe('being still a customer', () => {
  it('is in doubt also for one-time buyers', () => {
    expect(paretoNbdAlive(cdnow, 0, 0, 39)).toBeLessThan(0.8)
    expect(paretoNbdAlive(cdnow, 0, 0, 39)).toBeGreaterThan(0.2)
  })

  it('is what a sum over the moments of leaving says', () => {
    const { r, alpha, s, beta } = cdnow
    const [x, recency, age] = [3, 10, 40]
    const steps = 200_000
    const width = (age - recency) / steps
    const density = (u: number) =>
      s * ((alpha + age) / (alpha + u)) ** (r + x) * ((beta + age) / (beta + u)) ** s * (1 / (beta + u))
    let odds = 0
    for (let i = 0; i < steps; i += 1) odds += width * density(recency + (i + 0.5) * width)
    expect(paretoNbdAlive(cdnow, x, recency, age)).toBeCloseTo(1 / (1 + odds), 8)
  })

  it('is a probability for heavy buyers, equal parameters and s = 1', () => {
    expect(paretoNbdAlive(cdnow, 5_000, 5, 300)).toBeCloseTo(0, 10)
    expect(paretoNbdAlive({ ...cdnow, alpha: 11, beta: 11, s: 1 }, 5, 30, 30)).toBe(1)
    expect(paretoNbdAhead({ ...cdnow, s: 1 }, 2, 30, 52)).toBeCloseTo(
      (paretoNbdAhead({ ...cdnow, s: 1 - 1e-5 }, 2, 30, 52) +
        paretoNbdAhead({ ...cdnow, s: 1 + 1e-5 }, 2, 30, 52)) /
        2,
      6,
    )
  })
})

it('the likelihood stays finite for ten thousand purchases', () => {
  const buyers = { repeats: [10_000], recency: [50], age: [5_000], buyers: [1] }
  expect(paretoNbdLogLikelihood(cdnow, buyers)).toSatisfy(Number.isFinite)
})
