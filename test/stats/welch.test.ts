import { describe, expect, it } from 'vitest'
import { moments } from '../../server/stats/moments.ts'
import { welch } from '../../server/stats/welch.ts'

const of = (values: readonly number[]) =>
  moments(
    values.length,
    values.reduce((sum, value) => sum + value, 0),
    values.reduce((sum, value) => sum + value ** 2, 0),
  )!

describe('two means compared after Welch', () => {
  it('agree with R’s t.test(extra ~ group, data = sleep)', () => {
    const found = welch(
      of([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]),
      of([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]),
    )
    expect(found.t).toBeCloseTo(-1.8608, 4)
    expect(found.df).toBeCloseTo(17.776, 3)
    expect(found.p).toBeCloseTo(0.07939, 5)
    expect(found.low).toBeCloseTo(-3.3654832, 6)
    expect(found.high).toBeCloseTo(0.2054832, 6)
  })

  it('use Student’s t also where there is hardly any freedom: two against two', () => {
    const found = welch(of([0, 2]), of([10, 12]))
    expect(found).toMatchObject({ difference: -10, df: 2 })
    expect(found.se).toBeCloseTo(Math.SQRT2, 12)
    expect(found.high! - found.difference).toBeCloseTo(4.302652729696142 * Math.SQRT2, 9)
  })

  it('differ for certain when nothing varies, and not at all when nothing differs', () => {
    expect(welch(of([3, 3, 3]), of([1, 1]))).toMatchObject({ difference: 2, se: 0, p: 0, low: 2, high: 2 })
    expect(welch(of([0.1, 0.1, 0.1]), of([0.1, 0.1, 0.1]))).toMatchObject({ difference: 0, se: 0, p: 1 })
  })

  it('have a difference without an interval when one of the arms is a single person', () => {
    expect(welch(of([3]), of([1, 2]))).toEqual({
      ...{ difference: 1.5, se: null, t: null, df: null, p: null, low: null, high: null },
    })
  })
})

describe('moments', () => {
  it('do not exist for nobody or for sums that nobody knows', () => {
    expect(moments(0, 0, 0)).toBeNull()
    expect(moments(4, null, null)).toBeNull()
  })
})
