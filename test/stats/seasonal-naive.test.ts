import { describe, expect, it } from 'vitest'
import { naiveHalfWidth } from '../../server/stats/seasonal-naive.ts'

describe('the interval of a seasonal-naive forecast', () => {
  it('is Student’s t times the root mean square of what runs of as many days were off by', () => {
    // 40 days off by 3 and -3 by turns: single days are off by 3; 40 runs, t with 40 degrees of freedom is 2.0211.
    const errors = Array.from({ length: 40 }, (_, day) => (day % 2 === 0 ? 3 : -3))
    expect(naiveHalfWidth(errors, 1)).toBeCloseTo(2.0211 * 3, 3)
    // Two neighbouring days cancel.
    expect(naiveHalfWidth(errors, 2)).toBe(0)
  })

  it('grows with the days when every day is off the same way', () => {
    // 7 days are off by 7; 100 days hold 14 runs apart from each other, t with 14 degrees of freedom is 2.1448.
    const errors = Array.from({ length: 100 }, () => 1)
    expect(naiveHalfWidth(errors, 7)).toBeCloseTo(2.1448 * 7, 3)
  })

  it('is unknown with fewer than 28 runs', () => {
    expect(naiveHalfWidth(new Array<number>(33).fill(1), 7)).toBeNull()
    expect(naiveHalfWidth(new Array<number>(34).fill(1), 7)).not.toBeNull()
  })
})
