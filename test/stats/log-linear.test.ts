import { describe, expect, it } from 'vitest'
import { drawCoefficients, fitLogLinear } from '../../server/stats/log-linear.ts'
import { normals, seededRandom } from '../../server/stats/seeded-random.ts'
import { sparseRows } from '../../server/stats/sparse-rows.ts'

const rows = (numbers: readonly (readonly number[])[]) =>
  sparseRows(numbers.length, numbers[0]!.length, (row, at) => row.set(numbers[at]!))

/** Dobson (1990), p. 93: counts by outcome (3) and treatment (3), the example of R's glm. */
const counts = [18, 17, 15, 20, 10, 20, 25, 13, 12]
const features = rows(
  counts.map((_, at) => {
    const [outcome, treatment] = [at % 3, Math.floor(at / 3)]
    return [1, outcome === 1, outcome === 2, treatment === 1, treatment === 2].map(Number)
  }),
)
const free = Array.from({ length: 5 }, () => Infinity)

describe('a log-linear regression', () => {
  it('gives the coefficients of R for the counts of Dobson', () => {
    const fit = fitLogLinear({ values: counts, features, prior_sd: free })!
    const published = [3.044522, -0.4542553, -0.2929871, 0, 0]
    fit.coefficients.forEach((value, at) => expect(value).toBeCloseTo(published[at]!, 5))
    expect(fit.freedom).toBeCloseTo(5, 10)
    // R: summary(glm(..., family = quasipoisson()))$dispersion
    expect(fit.dispersion).toBeCloseTo(1.2933, 4)
  })

  it('draws coefficients with the standard errors of R', () => {
    const fit = fitLogLinear({ values: counts, features, prior_sd: free })!
    const normal = normals(seededRandom(1))
    const draws = Array.from({ length: 20_000 }, () => drawCoefficients(fit, 1, normal))
    const errors = [0.1709, 0.2022, 0.1927, 0.2, 0.2]
    errors.forEach((error, at) => {
      const off = draws.map((draw) => (draw[at]! - fit.coefficients[at]!) ** 2)
      expect(Math.sqrt(off.reduce((sum, value) => sum + value, 0) / off.length)).toBeCloseTo(error, 2)
    })
  })

  it('models the mean, so that zeros and a return count as they are', () => {
    const fit = fitLogLinear({
      values: [0, 12, -2, 6],
      features: rows([[1], [1], [1], [1]]),
      prior_sd: [Infinity],
    })!
    expect(fit.means[0]).toBeCloseTo(4, 8)
  })

  it('leaves out what is not observed, and says its mean all the same', () => {
    const values = [3, null, 5]
    const fit = fitLogLinear({ values, features: rows([[1], [1], [1]]), prior_sd: [Infinity] })!
    expect([...fit.means]).toEqual([expect.closeTo(4), expect.closeTo(4), expect.closeTo(4)])
  })

  it('takes offsets as given: twice as much can be sold, twice as much is expected', () => {
    const offsets = [0, Math.log(2)]
    const fit = fitLogLinear({ values: [10, 20], features: rows([[1], [1]]), prior_sd: [Infinity], offsets })!
    expect(Math.exp(fit.coefficients[0]!)).toBeCloseTo(10, 6)
  })

  it('holds a coefficient back the more, the less its prior allows', () => {
    const input = {
      values: [10, 10, 20, 20],
      features: rows([
        [1, 0],
        [1, 0],
        [1, 1],
        [1, 1],
      ]),
    }
    const effect = (sd: number) => fitLogLinear({ ...input, prior_sd: [Infinity, sd] })!.coefficients[1]!
    expect(effect(Infinity)).toBeCloseTo(Math.log(2), 5)
    const noisy = { values: [5, 15, 16, 24], features: input.features }
    const held = fitLogLinear({ ...noisy, prior_sd: [Infinity, 0.1] })!.coefficients[1]!
    expect(held).toBeGreaterThan(0)
    expect(held).toBeLessThan(Math.log(2) / 2)
  })

  it('lets one absurd day count for little when it is clipped', () => {
    const values = [...Array.from({ length: 99 }, (_, at) => 100 + (at % 3)), 5000]
    const ones = rows(values.map(() => [1]))
    const level = (clip: number) =>
      fitLogLinear({ values, features: ones, prior_sd: [Infinity], clip })!.means[0]!
    expect(level(Infinity)).toBeGreaterThan(149)
    expect(level(3.5)).toBeLessThan(110)
  })

  it('has no fit where nothing is sold', () => {
    expect(fitLogLinear({ values: [0, 0], features: rows([[1], [1]]), prior_sd: [Infinity] })).toBeNull()
  })
})
