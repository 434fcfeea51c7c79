import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bgNbdAlive, fitBgNbd, type BgNbd } from '../../server/stats/bg-nbd.ts'
import type { Buyers } from '../../server/stats/buyers.ts'
import { discountedPurchases } from '../../server/stats/discounted.ts'
import { expectedSpend, fitGammaGamma, type GammaGamma } from '../../server/stats/gamma-gamma.ts'
import {
  fitParetoNbd,
  paretoNbdAhead,
  paretoNbdAlive,
  type ParetoNbd,
} from '../../server/stats/pareto-nbd.ts'
import { atLeast, countAt, meanOf } from '../../server/stats/purchases-ahead.ts'
import { simulatedLives } from './simulated-buyers.ts'

interface History {
  readonly x: number
  readonly recency: number
  readonly age: number
  readonly n: number
}
const buyersOf = (all: readonly History[]): Buyers => ({
  repeats: all.map(({ x }) => x),
  recency: all.map(({ recency }) => recency),
  age: all.map(({ age }) => age),
  buyers: all.map(({ n }) => n),
})

const part = fc.double({ min: 0, max: 1, noNaN: true })
const orEdge = (values: readonly number[], otherwise: fc.Arbitrary<number>) =>
  fc.oneof(otherwise, fc.constantFrom(...values))

/** Histories as bad as a till can write them: heavy buyers of a day, a century of silence, everybody alike, one crowd. */
const hostile = fc
  .record({
    most: fc.constantFrom(0, 1, 3, 40, 5_000),
    longest: fc.constantFrom(1e-3, 1, 40, 600, 1e5),
    alike: fc.boolean(),
    histories: fc.array(
      fc.record({
        often: orEdge([0, 1], part),
        lately: orEdge([0, 1], part),
        old: orEdge([0, 1], part),
        n: fc.constantFrom(1, 1, 7, 1e6),
      }),
      { minLength: 1, maxLength: 12 },
    ),
  })
  .map(({ most, longest, alike, histories }) =>
    histories
      .map((each) => ({ ...each, ...(alike ? { old: histories[0]!.old } : {}) }))
      .map(({ often, lately, old, n }) => {
        const [x, age] = [Math.round(often * most), longest * old]
        return { x, recency: x === 0 ? 0 : age * lately, age, n }
      }),
  )

/** The same among people who buy as people do, so that there is something to fit. */
const amongOthers = fc
  .record({
    bad: hostile,
    seed: fc.integer({ min: 1, max: 1e6 }),
    r: fc.double({ min: 0.1, max: 3, noNaN: true }),
    a: fc.double({ min: 0.01, max: 3, noNaN: true }),
  })
  .map(({ bad, seed, r, a }) => {
    const [model, spend] = [
      { r, alpha: 5, a, b: 2.4 },
      { p: 6, q: 4, gamma: 15 },
    ]
    const others = simulatedLives(60, { model, spend, longest: 80, ahead: 1, seed })
    return [...others.map(({ repeats: x, recency, age }) => ({ x, recency, age, n: 5 })), ...bad.slice(0, 3)]
  })
const histories = fc.oneof(hostile, { arbitrary: amongOthers, weight: 2 })

const reasons = ['no_repeat_buyers', 'not_converged', 'flat_likelihood', 'impossible_history']
const runs = { numRuns: 40, seed: 5 }
const finite = (values: readonly number[]) =>
  expect(values.every((each) => Number.isFinite(each) && each >= 0)).toBe(true)

describe('whatever buyers did, a model gives numbers that make sense or a reason why there are none', () => {
  it('BG/NBD: a probability to be there, and no more purchases than its rate allows', () => {
    let fitted = 0
    fc.assert(
      fc.property(histories, (all) => {
        const fit = fitBgNbd(buyersOf(all))
        if (fit.reason !== null) return void expect(reasons).toContain(fit.reason)
        fitted += 1
        const model = fit.parameters as BgNbd
        finite([...Object.values(model), ...Object.values(fit.errors)])
        for (const { x, recency, age } of all) {
          const alive = bgNbdAlive(model, x, recency, age)
          const ahead = atLeast(model, x, age, 52)
          const rate = (model.r + x) / (model.alpha + age)
          finite([alive, meanOf(ahead), countAt(0.975, alive, ahead)])
          expect(alive).toBeLessThanOrEqual(1)
          expect(meanOf(ahead)).toBeLessThanOrEqual(rate * 52 * (1 + 1e-9))
          const discounted = discountedPurchases(model, x, age, {
            periods: 12,
            length: 52 / 12,
            discount: 0.01,
          })
          expect(discounted).toBeLessThanOrEqual(meanOf(ahead) * (1 + 1e-9))
        }
      }),
      runs,
    )
    expect(fitted).toBeGreaterThan(8)
  })

  it('Pareto/NBD: a probability to be there, and no more purchases than its rate allows', () => {
    let fitted = 0
    fc.assert(
      fc.property(histories, (all) => {
        const fit = fitParetoNbd(buyersOf(all))
        if (fit.reason !== null) return void expect(reasons).toContain(fit.reason)
        fitted += 1
        const model = fit.parameters as ParetoNbd
        finite([...Object.values(model), ...Object.values(fit.errors)])
        for (const { x, recency, age } of all) {
          const alive = paretoNbdAlive(model, x, recency, age)
          const ahead = paretoNbdAhead(model, x, age, 52)
          finite([alive, ahead])
          expect(alive).toBeLessThanOrEqual(1)
          expect(ahead).toBeLessThanOrEqual(((model.r + x) / (model.alpha + age)) * 52 * (1 + 1e-9))
        }
      }),
      runs,
    )
    expect(fitted).toBeGreaterThan(8)
  })

  it('gamma–gamma: an expected spend between the customer’s own mean and everybody’s', () => {
    let fitted = 0
    const amount = fc.oneof(
      fc.constantFrom(0, -3, 1, 1, 9.99, 1e-4, 1e9),
      fc.double({ min: 0.01, max: 500, noNaN: true }),
    )
    const spenders = fc.array(
      fc.tuple(fc.constantFrom(0, 1, 1, 2, 5, 4_000), amount, fc.constantFrom(1, 20, 1e6)),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(spenders, (rows) => {
        const fit = fitGammaGamma({
          purchases: rows.map(([x]) => x),
          mean_spend: rows.map(([, mean]) => mean),
          spenders: rows.map(([, , n]) => n),
        })
        if (fit.reason !== null) return void expect(reasons).toContain(fit.reason)
        fitted += 1
        const model = fit.parameters as GammaGamma
        finite([...Object.values(model), ...Object.values(fit.errors)])
        const everybody = expectedSpend(model, 0, 0)
        if (everybody === null) return
        for (const [x, mean] of rows) {
          if (x === 0 || mean <= 0) continue
          const expected = expectedSpend(model, x, mean)!
          expect(expected).toBeGreaterThanOrEqual(Math.min(mean, everybody) * (1 - 1e-9))
          expect(expected).toBeLessThanOrEqual(Math.max(mean, everybody) * (1 + 1e-9))
        }
      }),
      runs,
    )
    expect(fitted).toBeGreaterThan(8)
  })

  it.each([
    ['a purchase after the end', { x: 2, recency: 5, age: 4, n: 1 }],
    ['a time that is no number', { x: 2, recency: NaN, age: 4, n: 1 }],
    ['half a purchase', { x: 0.5, recency: 2, age: 4, n: 1 }],
    ['fewer than nobody', { x: 2, recency: 2, age: 4, n: -1 }],
    ['an age without end', { x: 2, recency: 2, age: Infinity, n: 1 }],
  ])('names %s', (_, history) => {
    for (const fit of [fitBgNbd, fitParetoNbd])
      expect(fit(buyersOf([{ x: 1, recency: 3, age: 9, n: 400 }, history])).reason).toBe('impossible_history')
  })
})
