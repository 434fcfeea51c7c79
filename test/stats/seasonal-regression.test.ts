import { describe, expect, it } from 'vitest'
import { forecastSeasonal } from '../../server/stats/seasonal-regression.ts'
import { normals, seededRandom } from '../../server/stats/seeded-random.ts'

const ahead = 91
const known = 800
const weekday = (day: number) => Array.from({ length: 7 }, (_, at) => Number(day % 7 === at))
const effects = Array.from({ length: known + ahead }, (_, day) => weekday(day))
const plain = { effects, effect_sd: weekday(0).map(() => 0.5), offsets: new Float64Array(known + ahead) }
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0)

/** 100 a day, half as much again on the last day of the week, growing by a fifth in a year. */
const mean = (day: number) => 100 * (day % 7 === 6 ? 1.5 : 1) * 1.2 ** ((day - known) / 365.25)
const forecast = (values: readonly (number | null)[], seed = 1, offsets = plain.offsets) =>
  forecastSeasonal({ ...plain, offsets, values, paths: 400, seed })!

describe('the seasonal regression', () => {
  it('carries week and growth on', () => {
    const { means } = forecast(Array.from({ length: known }, (_, day) => mean(day)))
    means.forEach((value, day) => expect(value / mean(known + day)).toBeCloseTo(1, 1))
    const expected = sum(Array.from({ length: ahead }, (_, day) => mean(known + day)))
    expect(sum(means) / expected).toBeCloseTo(1, 2)
  })

  it('knows what opens and closes: with half of the stores gone, half is expected', () => {
    const offsets = plain.offsets.map((_, day) => (day < known ? Math.log(2) : 0))
    const { means } = forecast(
      Array.from({ length: known }, () => 200),
      1,
      offsets,
    )
    means.forEach((value) => expect(value).toBeCloseTo(100, 0))
  })

  it('draws the same paths for the same seed', () => {
    const values = Array.from({ length: known }, (_, day) => mean(day) + 5 * ((day * 31) % 5))
    expect(forecast(values).paths[7]).toEqual(forecast(values).paths[7])
    expect(forecast(values, 2).paths[7]).not.toEqual(forecast(values).paths[7])
  })

  it('takes a gap in its stride', () => {
    const values = Array.from({ length: known }, (_, day) => (day > 500 && day < 530 ? null : mean(day)))
    expect(forecast(values).means[0]! / mean(known)).toBeCloseTo(1, 1)
  })

  it('holds the total in 95 % of its intervals: 88 to 100 of 100 simulated chains', () => {
    let inside = 0
    for (let chain = 0; chain < 100; chain += 1) {
      const normal = normals(seededRandom(chain))
      let level = 0
      const lived = effects.map((_, day) => {
        level += 0.008 * normal()
        return mean(day) * Math.exp(level + 0.08 * normal())
      })
      const { paths } = forecastSeasonal({
        ...plain,
        values: lived.slice(0, known),
        paths: 200,
        seed: chain,
      })!
      const totals = paths.map((path) => sum(path)).sort((a, b) => a - b)
      const actual = sum(lived.slice(known))
      if (totals[4]! <= actual && actual <= totals[195]!) inside += 1
    }
    expect(inside).toBeGreaterThanOrEqual(88)
  })
})
