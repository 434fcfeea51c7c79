import { describe, expect, it } from 'vitest'
import { hypergeometricAtLeast } from '../../server/stats/hypergeometric-tail.ts'
import { taroneLevel } from '../../server/stats/tarone.ts'

describe('the level of many exact tests', () => {
  it('is shared only among those that could ever reach it', () => {
    // three can reach 5 %, three 2.5 %, two 1.67 %: two are no more than three, so a third each
    expect(taroneLevel([0.001, 0.002, 0.02, 0.2, 0.5], 0.05)).toBeCloseTo(0.05 / 3, 12)
  })

  it('is that of Bonferroni where every test can reach it, and the whole where none or one can', () => {
    expect(taroneLevel([0, 0, 0, 0], 0.05)).toBe(0.05 / 4)
    expect(taroneLevel([0.3, 0.06], 0.05)).toBe(0.05)
    expect(taroneLevel([0.001, 0.06], 0.05)).toBe(0.05)
    expect(taroneLevel([], 0.05)).toBe(0.05)
  })

  it('lets a clear cell speak among hundreds of tiny ones', () => {
    // ten of ten complaints about one thing in a store with ten, of 100 of which 20 are about it: one way in C(100, 10) / C(20, 10)
    const margins = { drawn: 10, marked: 20, all: 100 }
    const clear = hypergeometricAtLeast(10, margins)
    expect(clear).toBeCloseTo(184756 / 17310309456440, 18)
    // a store with one complaint reaches 20 of 100 at best
    const tiny = Array.from({ length: 500 }, () => hypergeometricAtLeast(1, { ...margins, drawn: 1 }))
    expect(tiny[0]).toBeCloseTo(0.2, 12)
    expect(taroneLevel([clear, ...tiny], 0.05)).toBe(0.05)
  })
})
