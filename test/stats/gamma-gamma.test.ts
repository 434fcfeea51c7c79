import { describe, expect, it } from 'vitest'
import { bgNbdAlive } from '../../server/stats/bg-nbd.ts'
import { expectedSpend, fitGammaGamma, gammaGammaLogLikelihood } from '../../server/stats/gamma-gamma.ts'
import { atLeast } from '../../server/stats/purchases-ahead.ts'
import { logSum, spendAt, trigamma } from '../../server/stats/spend-ahead.ts'
import { seededRandom } from '../../server/stats/seeded-random.ts'
import { gammaDraws, simulatedLives } from './simulated-buyers.ts'

/** Fader & Hardie (2013), the CDNOW example. */
const cdnow = { p: 6.25, q: 3.74, gamma: 15.44 }
const model = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }

describe('expected spend', () => {
  it.each([
    [2, 22.35, 24.65],
    [1, 11.77, 18.91],
    [0, 0, 35.17],
    [7, 73.74, 71.46],
    [2, 25.55, 27.28],
  ])('after %i repeats of %f on average is the published %f', (x, mean, expected) => {
    expect(Math.abs(expectedSpend(cdnow, x, mean)! - expected)).toBeLessThan(0.05)
  })

  it('is not said when spend has no mean', () => {
    expect(expectedSpend({ p: 2, q: 0.9, gamma: 10 }, 3, 20)).toBeNull()
  })
})

describe('a fit', () => {
  const lives = simulatedLives(20_000, { model, spend: cdnow, longest: 80, ahead: 52, seed: 4 })
  const repeat = lives.filter(({ repeats }) => repeats > 0)
  const spenders = {
    purchases: repeat.map(({ repeats }) => repeats),
    mean_spend: repeat.map(({ mean_spend }) => mean_spend),
    spenders: repeat.map(() => 1),
  }

  it('finds the parameters by which spend was simulated, within three standard errors', () => {
    const fit = fitGammaGamma(spenders)
    if (fit.reason !== null) throw new Error(fit.reason)
    for (const name of ['p', 'q', 'gamma'] as const)
      expect(Math.abs(fit.parameters[name] - cdnow[name])).toBeLessThan(3 * fit.errors[name])
  })

  it('only scales gamma when amounts are in another currency', () => {
    const cents = { ...spenders, mean_spend: spenders.mean_spend.map((each) => 1e6 * each) }
    const [a, b] = [fitGammaGamma(spenders), fitGammaGamma(cents)]
    if (a.reason !== null || b.reason !== null) throw new Error('no fit')
    expect(b.parameters.q).toBeCloseTo(a.parameters.q, 3)
    expect(b.parameters.gamma / a.parameters.gamma / 1e6).toBeCloseTo(1, 3)
  })

  it.each([
    ['nobody', { purchases: [], mean_spend: [], spenders: [] }, 'no_repeat_buyers'],
    [
      'everybody spends the same',
      { purchases: [1, 2, 3], mean_spend: [9, 9, 9], spenders: [400, 300, 300] },
      'flat_likelihood',
    ],
  ])('says why there is none: %s', (_, some, reason) => {
    expect(fitGammaGamma(some).reason).toBe(reason)
  })

  it('leaves out who never came back and who spent nothing', () => {
    const [some, more] = [
      { purchases: [1, 2, 3, 1, 2], mean_spend: [9, 4, 30, 7, 12], spenders: [400, 300, 300, 200, 90] },
      {
        purchases: [0, 1, 2, 3, 1, 2, 4, 2],
        mean_spend: [8, 9, 4, 30, 7, 12, 0, -5],
        spenders: [900, 400, 300, 300, 200, 90, 50, 60],
      },
    ]
    expect(fitGammaGamma(more)).toEqual(fitGammaGamma(some))
  })

  describe('with the likelihood highest at an edge is that of the simpler model there', () => {
    const fitTo = (mean_spend: (nth: number, x: number) => number) => {
      const purchases = Array.from({ length: 4_000 }, (_, nth) => 1 + (nth % 9))
      const fit = fitGammaGamma({
        purchases,
        mean_spend: purchases.map((x, nth) => mean_spend(nth, x)),
        spenders: purchases.map(() => 1),
      })
      if (fit.reason !== null) throw new Error(fit.reason)
      return fit
    }

    it('each customer spends the same each time: who spent 80 is expected to spend 80 again', () => {
      const gamma = gammaDraws(seededRandom(3))
      const { edge, parameters } = fitTo(() => 150 / gamma(4))
      expect(edge).toBe('same_spend_each_time')
      expect(expectedSpend(parameters, 3, 80)! / 80).toBeCloseTo(1, 2)
      expect(expectedSpend(parameters, 0, 0)! / 50).toBeCloseTo(1, 1)
    })

    it('all have the same mean: who spent 80 is expected to spend what everybody does', () => {
      const gamma = gammaDraws(seededRandom(4))
      const { edge, parameters } = fitTo((_, x) => (50 * gamma(2 * x)) / (2 * x))
      expect(edge).toBe('one_mean_spend')
      expect(expectedSpend(parameters, 3, 80)! / 50).toBeCloseTo(1, 1)
    })
  })

  it('stays finite for thousands of purchases', () => {
    const heavy = { purchases: [10_000], mean_spend: [1e-4], spenders: [1] }
    expect(gammaGammaLogLikelihood(cdnow, heavy)).toSatisfy(Number.isFinite)
  })

  it('gives limits that spend keeps to about as often as they say', () => {
    const inside = lives.filter(({ repeats, recency, age, mean_spend, spend_ahead }) => {
      const sum = logSum(cdnow, repeats, atLeast(model, repeats, age, 52))
      const alive = bgNbdAlive(model, repeats, recency, age)
      const unit = cdnow.gamma + repeats * mean_spend
      const [low, high] = [0.025, 0.975].map((level) => unit * spendAt(level, alive, sum))
      return spend_ahead >= low! && spend_ahead <= high!
    })
    expect(inside.length / lives.length).toBeGreaterThan(0.94)
    expect(inside.length / lives.length).toBeLessThan(0.99)
  })
})

it.each([
  [0.5, 4.934802200544679],
  [1, Math.PI ** 2 / 6],
  [10, 0.10516633568168575],
])('trigamma of %f is known', (x, value) => {
  expect(trigamma(x)).toBeCloseTo(value, 8)
})
