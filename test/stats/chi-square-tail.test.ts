import chiSquareCdf from '@stdlib/stats-base-dists-chisquare-cdf'
import { describe, expect, it } from 'vitest'
import { chiSquareTail } from '../../server/stats/chi-square-tail.ts'

describe('the tail of χ²', () => {
  it.each([1, 2, 3, 4, 5, 7, 10, 25])(
    'with %i degrees of freedom is one less the distribution',
    (freedom) => {
      for (const value of [0.01, 0.5, 3.84, 12, 40])
        expect(chiSquareTail(value, freedom)).toBeCloseTo(1 - chiSquareCdf(value, freedom), 12)
    },
  )

  it('is exact far out', () => {
    expect(chiSquareTail(100, 2) / Math.exp(-50)).toBeCloseTo(1, 12)
    // Two-sided p of the golden test of visits after an e-mail, z = 22.4860408272.
    expect(chiSquareTail(22.4860408272 ** 2, 1) / 5.6851654828e-112).toBeCloseTo(1, 6)
  })

  it('is 1 from nothing on down', () => {
    expect([chiSquareTail(0, 1), chiSquareTail(-1, 3)]).toEqual([1, 1])
  })
})
