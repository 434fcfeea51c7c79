import { describe, expect, it } from 'vitest'
import {
  alarmThreshold,
  chanceOf,
  dispersionOf,
  rateAlarms,
  stepDispersionOf,
} from '../../server/stats/rate-alarms.ts'
import type { RateSeries } from '../../server/stats/rate-alarms.ts'
import { seededRandom } from '../../server/stats/seeded-random.ts'

const weeks = 52
/** Of 4,000 series in one year; one a year in a hundred would be 40. */
const bound = 10
const level = { buckets_a_year: weeks, series: 100 }

/** Poisson counts, with a mean that itself varies (Gamma in steps) when `spread` is above 0. */
function poisson(mean: number, random: () => number): number {
  let [count, product] = [0, random()]
  for (const limit = Math.exp(-mean); product > limit; product *= random()) count += 1
  return count
}

function nullSeries(mean: number, shock: () => number, random: () => number): RateSeries {
  const exposures = Array.from({ length: 2 * weeks }, () => 0.7 + 0.6 * random())
  return { exposures, counts: exposures.map((exposure) => poisson(mean * exposure * shock(), random)) }
}

/** Alarms of the second year of series that nothing happens to; the first is their baseline. */
function falseAlarms(series: readonly RateSeries[]): number {
  const past = series.map(({ counts, exposures }) => ({
    counts: counts.slice(0, weeks),
    exposures: exposures.slice(0, weeks),
  }))
  const pooled = dispersionOf(past)
  return series.reduce((alarms, { counts, exposures }, nth) => {
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
    const before = past[nth]!
    const baseline = { count: sum(before.counts), exposure: sum(before.exposures), dispersion: pooled }
    const found = rateAlarms(
      { counts: counts.slice(weeks), exposures: exposures.slice(weeks) },
      baseline,
      level,
    )
    return alarms + found.filter((alarm, at) => alarm && !found[at - 1]).length
  }, 0)
}

describe('alarms over many series', () => {
  it.each([0.01, 0.05, 0.3, 1, 5, 20, 100])(
    'come far less than once a year in a hundred series that nothing happens to, with %s a week',
    (mean) => {
      const random = seededRandom(20260301)
      const series = Array.from({ length: 4000 }, () => nullSeries(mean, () => 1, random))
      expect(falseAlarms(series)).toBeLessThanOrEqual(bound)
    },
  )

  it.each([2, 20, 100])('do so too where weeks differ more than chance explains, with %s a week', (mean) => {
    const random = seededRandom(7)
    const shock = () => (random() < 0.5 ? 0.7 : 1.3)
    const series = Array.from({ length: 4000 }, () => nullSeries(mean, shock, random))
    expect(falseAlarms(series)).toBeLessThanOrEqual(bound)
  })

  it('take the rest of the series where nothing was before', () => {
    const found = rateAlarms(
      { counts: [1, 0, 0, 1, 0, 0, 12, 1], exposures: Array<number>(8).fill(60) },
      { count: 0, exposure: 0, dispersion: 1 },
      level,
    )
    expect(found.map((alarm) => alarm?.window ?? 0)).toEqual([0, 0, 0, 0, 0, 0, 1, 0])
    expect(found[6]!.expected).toBeCloseTo(3 / 7, 12)
  })

  it('find an outbreak of four a week where one a quarter is usual, in its second week', () => {
    const counts = [0, 0, 0, 4, 5, 3, 4]
    const found = rateAlarms(
      { counts, exposures: counts.map(() => 60) },
      { count: 4, exposure: 52 * 60, dispersion: 1 },
      level,
    )
    expect(found.map((alarm) => alarm !== null)).toEqual([false, false, false, false, true, true, true])
  })
})

describe('the probability of a count', () => {
  it('is exact: three of three complaints in the one week of fifty-three', () => {
    expect(chanceOf(3, 1, { count: 0, exposure: 52, dispersion: 1 })).toBeCloseTo((1 / 53) ** 3, 15)
  })

  it('is the sum of the binomial tail: two or more of three in a quarter of the time', () => {
    expect(chanceOf(2, 1, { count: 1, exposure: 3, dispersion: 1 })).toBeCloseTo(
      3 * 0.25 ** 2 * 0.75 + 0.25 ** 3,
      12,
    )
  })

  it('is one for nothing, and counts half where counts vary twice as much', () => {
    expect(chanceOf(0, 1, { count: 9, exposure: 3, dispersion: 1 })).toBe(1)
    expect(chanceOf(6, 1, { count: 2, exposure: 52, dispersion: 2 })).toBe(
      chanceOf(3, 1, { count: 1, exposure: 52, dispersion: 1 }),
    )
  })

  it('lies evenly between those of two whole numbers on the logarithm: a little more spread costs no whole complaint', () => {
    const chance = (observed: number, dispersion: number) =>
      chanceOf(observed, 9, { count: 0, exposure: 91, dispersion })
    // 6 / 1.25 = 4.8, between 0.09⁴ and 0.09⁵
    expect(chance(6, 1.25)).toBeCloseTo(0.09 ** 4.8, 12)
    expect(chance(6, 1.001) / chance(6, 1)).toBeLessThan(1.02)
  })
})

it('a hundred series of weeks share one false alarm among the 156,000 windows of ten years, more series share it too', () => {
  expect(alarmThreshold(level)).toBeCloseTo(1 / 156_000, 12)
  expect(alarmThreshold({ ...level, series: 200 })).toBeCloseTo(1 / 312_000, 12)
  expect(alarmThreshold({ ...level, series: 1 })).toBeCloseTo(1 / 156_000, 12)
})

it('dispersion is one where counts vary as chance has it, or cannot be told', () => {
  expect(dispersionOf([])).toBe(1)
  expect(dispersionOf([{ counts: [0, 0], exposures: [5, 5] }])).toBe(1)
  expect(dispersionOf([{ counts: [3, 9], exposures: [0, 0] }])).toBe(1)
  expect(dispersionOf([{ counts: [5, 5, 5], exposures: [1, 1, 1] }])).toBe(1)
  // Expected 10 each: (100 + 100) × 2 / 1 = 400; (400 + 10) / (20 + 10).
  expect(dispersionOf([{ counts: [0, 20], exposures: [1, 1] }])).toBeCloseTo(410 / 30, 12)
})

it('dispersion from bucket to bucket knows a shift by its one step', () => {
  // One step of 8: 64 / 2; by chance (2 × 2 + 2 + 10 + 2 × 10) / 2.
  const shifted = { counts: [2, 2, 2, 10, 10, 10], exposures: Array<number>(6).fill(1) }
  expect(stepDispersionOf([shifted])).toBeCloseTo((32 + 10) / (4 + 6 + 20 + 10), 12)
  expect(dispersionOf([shifted])).toBeCloseTo(((6 * 16 * 6) / 5 + 10) / (36 + 10), 12)
  // Twice the orders and twice the complaints are the same rate; weighted by (2 × 1 × 2 / 3)², chance is 4 / 1 + 8 / 4.
  expect(stepDispersionOf([{ counts: [4, 8], exposures: [1, 2] }], 0)).toBe(1)
  expect(stepDispersionOf([{ counts: [0, 12], exposures: [1, 2] }], 0)).toBeCloseTo(36 / 3, 12)
  expect(stepDispersionOf([{ counts: [0, 0, 9], exposures: [1, 0, 1] }])).toBe(1)
})
