import { describe, expect, it } from 'vitest'
import { normals, seededRandom } from '../../server/stats/seeded-random.ts'

const draws = (draw: () => number, count: number) => Array.from({ length: count }, draw)
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('random numbers', () => {
  it('are the same for the same seed and others for another', () => {
    expect(draws(seededRandom(7), 5)).toEqual(draws(seededRandom(7), 5))
    expect(draws(seededRandom(7), 5)).not.toEqual(draws(seededRandom(8), 5))
  })

  it('are uniform: each tenth of the range gets its share', () => {
    const counts = Array.from({ length: 10 }, () => 0)
    for (const value of draws(seededRandom(1), 100_000)) counts[Math.floor(10 * value)]! += 1
    const chi_square = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)
    // The 99.9 % quantile of chi-square with 9 degrees of freedom.
    expect(chi_square).toBeLessThan(27.88)
  })

  it('are normal with mean 0 and variance 1', () => {
    const values = draws(normals(seededRandom(1)), 100_000)
    expect(mean(values)).toBeCloseTo(0, 2)
    expect(mean(values.map((value) => value ** 2))).toBeCloseTo(1, 1)
    expect(mean(values.map((value) => Number(Math.abs(value) < 1.96)))).toBeCloseTo(0.95, 2)
  })
})
