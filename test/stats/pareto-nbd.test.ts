import { describe, expect, it } from 'vitest'
import type { BgNbd } from '../../server/stats/bg-nbd.ts'
import {
  fitParetoNbd,
  paretoNbdAhead,
  paretoNbdAlive,
  paretoNbdLogLikelihood,
} from '../../server/stats/pareto-nbd.ts'
import { seededRandom } from '../../server/stats/seeded-random.ts'
import { buyersOf, simulatedLives, type Life } from './simulated-buyers.ts'

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

  it.each([
    [cdnow, 3, 10, 40],
    [{ r: 0.13, alpha: 0.1, s: 2.5, beta: 90 }, 2, 0.2, 150],
    [{ ...cdnow, beta: 0.2 }, 40, 0.5, 3],
    [{ ...cdnow, r: 30, alpha: 80, beta: 0.1 }, 12, 4, 30],
  ])('under %o is what a sum over the moments of leaving says', (model, x, recency, age) => {
    const { r, alpha, s, beta } = model
    const steps = 400_000
    const at = (u: number) =>
      s * ((alpha + age) / (alpha + u)) ** (r + x) * ((beta + age) / (beta + u)) ** s * (1 / (beta + u))
    let odds = 0
    for (let i = 0; i < steps; i += 1) {
      const [from, to] = [i, i + 1].map((nth) => recency + (age - recency) * (nth / steps) ** 3)
      odds += (to! - from!) * at((from! + to!) / 2)
    }
    const alive = paretoNbdAlive(model, x, recency, age)
    expect(Math.log(1 / alive - 1)).toBeCloseTo(Math.log(odds), 6)
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

describe('a fit with the likelihood highest at an edge is that of the simpler model there', () => {
  const spend = { p: 6, q: 4, gamma: 15 }
  const fitTo = (model: BgNbd, seed: number) => {
    const fit = fitParetoNbd(buyersOf(simulatedLives(3_000, { model, spend, longest: 60, ahead: 1, seed })))
    if (fit.reason !== null) throw new Error(fit.reason)
    return fit
  }
  const isNear = (value: number, error: number, truth: number) =>
    expect(Math.abs(value - truth)).toBeLessThan(3 * error)

  it('nobody ever leaves: the NBD, under which who bought x times in T is expected (r + x) / (alpha + T) times in a week', () => {
    const { edge, parameters, errors } = fitTo({ r: 0.8, alpha: 4, a: 0, b: 2 }, 1)
    expect(edge).toBe('nobody_leaves')
    isNear(parameters.r, errors.r, 0.8)
    isNear(parameters.alpha, errors.alpha, 4)
    expect(paretoNbdAlive(parameters, 12, 5, 60)).toBe(1)
    expect(paretoNbdAhead(parameters, 12, 60, 1)).toBeCloseTo(
      (parameters.r + 12) / (parameters.alpha + 60),
      9,
    )
  })

  it('everybody buys at the same rate, and leaves at the same', () => {
    const buyers = buyersOf(exponentialLives(3_000, 0.25, 0.04, 60))
    const fit = fitParetoNbd(buyers)
    if (fit.reason !== null) throw new Error(fit.reason)
    const { edge, parameters } = fit
    expect(['one_rate', 'one_rate_of_leaving']).toContain(edge)
    expect(parameters.r / parameters.alpha).toBeCloseTo(0.25, 1)
    expect(parameters.s / parameters.beta).toBeCloseTo(0.04, 2)
  })
})

/** Buyers who all buy at one rate and leave at one rate. */
function exponentialLives(count: number, rate: number, leaving: number, longest: number): Life[] {
  const random = seededRandom(21)
  const wait = (each: number) => -Math.log(1 - random()) / each
  return Array.from({ length: count }, () => {
    const age = longest * (0.1 + 0.9 * random())
    const end = Math.min(age, wait(leaving))
    let [repeats, recency] = [0, 0]
    for (let time = wait(rate); time <= end; time += wait(rate)) [repeats, recency] = [repeats + 1, time]
    return { repeats, recency, age, mean_spend: 0, purchases_ahead: 0, spend_ahead: 0 }
  })
}
