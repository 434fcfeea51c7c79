import { describe, expect, it } from 'vitest'
import {
  bgNbdAlive,
  bgNbdAliveInterval,
  bgNbdLogLikelihood,
  fitBgNbd,
  type BgNbd,
} from '../../server/stats/bg-nbd.ts'
import { atLeast, countAt, expectedOfNewBuyer, meanOf } from '../../server/stats/purchases-ahead.ts'
import { seededRandom } from '../../server/stats/seeded-random.ts'
import { buyersOf, gammaDraws, simulatedLives } from './simulated-buyers.ts'

/** Fader, Hardie & Lee (2005), table 2. */
const cdnow: BgNbd = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }
const spend = { p: 6.25, q: 3.74, gamma: 15.44 }
const simulate = (count: number, seed: number, longest = 80) =>
  simulatedLives(count, { model: cdnow, spend, longest, ahead: 52, seed })
const one = (repeats: number, recency: number, age: number, n = 1) => ({
  repeats: [repeats],
  recency: [recency],
  age: [age],
  buyers: [n],
})

describe('published results for CDNOW', () => {
  it.each([
    [0.1429, 0.0078],
    [1, 0.0532],
    [3, 0.1506],
    [31.8571, 1.0405],
    [32, 1.0437],
    [78, 1.8576],
  ])('a new buyer makes so many repeat purchases within %f weeks', (weeks, purchases) => {
    expect(expectedOfNewBuyer(cdnow, weeks)).toBeCloseTo(purchases, 2)
  })

  it('nobody comes back within 39 weeks with the published probability', () => {
    expect(1 - atLeast(cdnow, 0, 0, 39)[0]!).toBeCloseTo(0.5737864, 6)
  })

  it('customer 1 (two repeats, the last after 30.43 of 38.86 weeks) is expected 1.226 times in the next 39', () => {
    expect(bgNbdAlive(cdnow, 2, 30.43, 38.86) * meanOf(atLeast(cdnow, 2, 38.86, 39))).toBeCloseTo(1.226, 3)
  })
})

describe('the likelihood', () => {
  it('of a buyer with one repeat at once after the first purchase is what its formula says', () => {
    const { r, alpha, a, b } = cdnow
    const [age, recency] = [10, 4]
    const stayed = (b / (a + b)) * (r * alpha ** r) * (alpha + age) ** (-r - 1)
    const left = (a / (a + b)) * (r * alpha ** r) * (alpha + recency) ** (-r - 1)
    expect(bgNbdLogLikelihood(cdnow, one(1, recency, age))).toBeCloseTo(Math.log(stayed + left), 10)
  })

  it('counts a group as often as it has buyers', () => {
    const single = bgNbdLogLikelihood(cdnow, one(3, 20, 30))
    expect(bgNbdLogLikelihood(cdnow, one(3, 20, 30, 7))).toBeCloseTo(7 * single, 9)
  })

  it('stays finite for ten thousand purchases and for a century of silence', () => {
    for (const buyer of [one(10_000, 90, 100), one(5_000, 1, 5_000), one(10_000, 0, 0)])
      expect(Number.isFinite(bgNbdLogLikelihood(cdnow, buyer))).toBe(true)
  })
})

describe('a fit', () => {
  it('finds the parameters by which buyers were simulated, within three standard errors', () => {
    const fit = fitBgNbd(buyersOf(simulate(20_000, 7)))
    if (fit.reason !== null) throw new Error(fit.reason)
    for (const name of ['r', 'alpha', 'a', 'b'] as const)
      expect(Math.abs(fit.parameters[name] - cdnow[name])).toBeLessThan(3 * fit.errors[name])
  })

  it('is the same for grouped buyers and for buyers one by one', () => {
    const lives = simulate(800, 3).map((life) => ({
      ...life,
      age: Math.ceil(life.age / 8) * 8,
      recency: Math.ceil(life.recency / 8) * 8,
    }))
    const groups = Map.groupBy(lives, ({ repeats, recency, age }) => `${repeats} ${recency} ${age}`)
    const firsts = [...groups.values()].map((group) => group[0]!)
    const grouped = { ...buyersOf(firsts), buyers: [...groups.values()].map(({ length }) => length) }
    const [a, b] = [fitBgNbd(grouped), fitBgNbd(buyersOf(lives))]
    if (a.reason !== null || b.reason !== null) throw new Error('no fit')
    expect(a.log_likelihood).toBeCloseTo(b.log_likelihood, 5)
    expect(a.parameters.r).toBeCloseTo(b.parameters.r, 5)
  })

  it('knows how often they buy where hardly anybody leaves, however little it knows of how seldom', () => {
    const model = { r: 0.83, alpha: 9.8, a: 0.01, b: 0.5 }
    const lives = simulatedLives(3_000, { model, spend, longest: 53, ahead: 1, seed: 8 })
    const fit = fitBgNbd(buyersOf(lives))
    if (fit.reason !== null) throw new Error(fit.reason)
    expect(fit.errors.a / fit.parameters.a).toBeGreaterThan(2)
    for (const name of ['r', 'alpha'] as const)
      expect(Math.abs(fit.parameters[name] - model[name])).toBeLessThan(3 * fit.errors[name])
  })

  describe('with the likelihood highest at an edge is that of the simpler model there', () => {
    const fitTo = (model: BgNbd, seed: number) => {
      const buyers = buyersOf(simulatedLives(3_000, { model, spend, longest: 60, ahead: 1, seed }))
      const fit = fitBgNbd(buyers)
      if (fit.reason !== null) throw new Error(fit.reason)
      return fit
    }
    const isNear = (value: number, error: number, truth: number) =>
      expect(Math.abs(value - truth)).toBeLessThan(3 * error)

    it('nobody ever leaves: the NBD, under which who bought x times in T is expected (r + x) / (alpha + T) times in a week', () => {
      const { edge, parameters, errors, covariance } = fitTo({ r: 0.8, alpha: 4, a: 0, b: 2 }, 1)
      expect(edge).toBe('nobody_leaves')
      isNear(parameters.r, errors.r, 0.8)
      isNear(parameters.alpha, errors.alpha, 4)
      expect(bgNbdAlive(parameters, 12, 5, 60)).toBe(1)
      expect(bgNbdAliveInterval(parameters, covariance, { x: 12, recency: 5, age: 60, z: 2 })).toEqual({
        low: 1,
        high: 1,
      })
      expect(meanOf(atLeast(parameters, 12, 60, 1))).toBeCloseTo(
        (parameters.r + 12) / (parameters.alpha + 60),
        9,
      )
    })

    it('everybody leaves with the same probability', () => {
      const { edge, parameters, covariance } = fitTo({ r: 0.8, alpha: 4, a: 3e6, b: 7e6 }, 1)
      expect(edge).toBe('one_chance_to_leave')
      const { a, b } = parameters
      const error = 0.3 * 0.7 * Math.sqrt(covariance[2]![2]! + covariance[3]![3]! - 2 * covariance[2]![3]!)
      isNear(a / (a + b), error, 0.3)
    })

    it('everybody buys at the same rate', () => {
      const { edge, parameters, errors } = fitTo({ r: 5e6, alpha: 2e7, a: 0.8, b: 2.4 }, 2)
      expect(edge).toBe('one_rate')
      isNear(parameters.r / parameters.alpha, (errors.alpha / parameters.alpha ** 2) * parameters.r, 0.25)
      isNear(parameters.a, errors.a, 0.8)
    })
  })

  it('has its standard errors shrink with the root of the number of buyers', () => {
    const buyers = buyersOf(simulate(2_000, 11))
    const many = { ...buyers, buyers: Array.from(buyers.buyers, (n) => 100 * n) }
    const [few, more] = [fitBgNbd(buyers), fitBgNbd(many)]
    if (few.reason !== null || more.reason !== null) throw new Error('no fit')
    expect(few.errors.r / more.errors.r).toBeCloseTo(10, 1)
  })

  it.each([
    ['nobody', buyersOf([]), 'no_repeat_buyers'],
    ['only one-time buyers', one(0, 0, 30, 1000), 'no_repeat_buyers'],
    ['everybody on the last day', one(0, 0, 0, 1000), 'no_repeat_buyers'],
    ['a thousand buyers who all did the same', one(3, 20, 21, 1000), 'flat_likelihood'],
    ['buyers who never leave', buyersOf(regulars()), 'flat_likelihood'],
  ])('says why there is none: %s', (_, buyers, reason) => {
    expect(fitBgNbd(buyers).reason).toBe(reason)
  })

  it('either refuses or gives finite parameters, whatever the data', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const fit = fitBgNbd(buyersOf(simulate(1 + seed * 3, seed, seed % 5 === 0 ? 1e5 : 40)))
      if (fit.reason !== null) continue
      for (const value of [...Object.values(fit.parameters), ...Object.values(fit.errors)])
        expect(value).toSatisfy(Number.isFinite)
    }
  })
})

function regulars() {
  return Array.from({ length: 600 }, (_, i) => ({
    ...{ repeats: 10 + (i % 7), recency: 50, age: 51 + (i % 3) },
    ...{ mean_spend: 1, purchases_ahead: 0, spend_ahead: 0 },
  }))
}

describe('being still a customer', () => {
  it('is certain of one-time buyers, by assumption, however long they are silent', () => {
    expect(bgNbdAlive(cdnow, 0, 0, 500)).toBe(1)
    expect(bgNbdAliveInterval(cdnow, [[1]], { x: 0, recency: 0, age: 500, z: 2 })).toEqual({
      low: 1,
      high: 1,
    })
  })

  it('falls with silence, and the faster the oftener somebody bought', () => {
    expect(bgNbdAlive(cdnow, 2, 30, 40)).toBeGreaterThan(bgNbdAlive(cdnow, 2, 10, 40))
    expect(bgNbdAlive(cdnow, 20, 20, 40)).toBeLessThan(bgNbdAlive(cdnow, 2, 20, 40))
  })

  it('is a probability for buyers as heavy as none', () => {
    expect(bgNbdAlive(cdnow, 100_000, 10, 1_000)).toBe(0)
    expect(bgNbdAlive(cdnow, 100_000, 1_000, 1_000)).toBeGreaterThan(0.999)
  })

  it('has an interval around it', () => {
    const covariance = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => (i === j ? 0.01 : 0)))
    const { low, high } = bgNbdAliveInterval(cdnow, covariance, { x: 3, recency: 20, age: 40, z: 1.96 })
    const alive = bgNbdAlive(cdnow, 3, 20, 40)
    expect(low).toBeLessThan(alive)
    expect(high).toBeGreaterThan(alive)
  })
})

it('takes as many repeat buyers for gone as are, also where people leave after the first purchase already', () => {
  const lives = livesThatMayEndAtOnce(20_000)
  const fit = fitBgNbd(buyersOf(lives))
  if (fit.reason !== null) throw new Error(fit.reason)
  const back = lives.filter(({ repeats }) => repeats > 0)
  const mean = (value: (life: (typeof lives)[number]) => number) =>
    back.reduce((sum, life) => sum + value(life), 0) / back.length
  const alive = ({ repeats, recency, age }: (typeof lives)[number]) =>
    bgNbdAlive(fit.parameters, repeats, recency, age)
  expect(Math.abs(mean(alive) - mean(({ is_there }) => +is_there))).toBeLessThan(0.02)
  expect(lives.filter(({ repeats, is_there }) => repeats === 0 && !is_there).length).toBeGreaterThan(3_000)
})

/** Seldom buyers and often ones, of whom a fifth leaves after each purchase, the first too. */
function livesThatMayEndAtOnce(count: number) {
  const random = seededRandom(31)
  const gamma = gammaDraws(random)
  return Array.from({ length: count }, () => {
    const [rate, leaving, staying] = [gamma(0.4) / 2.5, gamma(0.4), gamma(1.6)]
    const age = 150 * random()
    const life = { repeats: 0, recency: 0, age, is_there: true }
    const leaves = () => random() < leaving / (leaving + staying)
    life.is_there = !leaves()
    for (let time = -Math.log(1 - random()) / rate; life.is_there && time <= age;) {
      life.repeats += 1
      life.recency = time
      life.is_there = !leaves()
      time -= Math.log(1 - random()) / rate
    }
    return { ...life, mean_spend: 0, purchases_ahead: 0, spend_ahead: 0 }
  })
}

describe('purchases ahead', () => {
  it('have no pole where a is 1', () => {
    const at = (a: number) => meanOf(atLeast({ ...cdnow, a }, 3, 40, 52))
    expect(at(1)).toBeCloseTo((at(1 - 1e-6) + at(1 + 1e-6)) / 2, 6)
  })

  it('of a heavy buyer are neither lost nor infinite', () => {
    const tails = atLeast({ r: 0.5, alpha: 5, a: 0.8, b: 2.4 }, 3_000, 100, 52)
    expect(meanOf(tails)).toBeGreaterThan(1_100)
    expect(meanOf(tails)).toBeLessThan((3_000.5 / 105) * 52)
    expect(tails[0]).toBeCloseTo(1, 6)
  })

  it('with nothing left to go are none', () => {
    expect(meanOf(atLeast(cdnow, 2, 30, 0))).toBe(0)
  })

  it('lie within their limits as often as they say', () => {
    const lives = simulate(20_000, 5)
    const inside = lives.filter(({ repeats, recency, age, purchases_ahead }) => {
      const tails = atLeast(cdnow, repeats, age, 52)
      const alive = bgNbdAlive(cdnow, repeats, recency, age)
      return (
        purchases_ahead >= countAt(0.025, alive, tails) && purchases_ahead <= countAt(0.975, alive, tails)
      )
    })
    expect(inside.length / lives.length).toBeGreaterThan(0.95)
    expect(inside.length / lives.length).toBeLessThan(0.995)
  })

  it('are on average what is expected', () => {
    const lives = simulate(20_000, 9)
    const expected = lives.map(
      ({ repeats, recency, age }) =>
        bgNbdAlive(cdnow, repeats, recency, age) * meanOf(atLeast(cdnow, repeats, age, 52)),
    )
    const mean = (list: number[]) => list.reduce((sum, each) => sum + each, 0) / list.length
    const actual = lives.map(({ purchases_ahead }) => purchases_ahead)
    const error = Math.sqrt(mean(actual.map((each, i) => (each - expected[i]!) ** 2)) / lives.length)
    expect(Math.abs(mean(actual) - mean(expected))).toBeLessThan(3 * error)
  })
})
