import { describe, expect, it } from 'vitest'
import { hypergeometricAtLeast, hypergeometricAtMost } from '../../server/stats/hypergeometric-tail.ts'

describe('chance alone, the margins given', () => {
  it('tastes four cups of Fisher’s tea rightly once in 70 times, three or more 17 times', () => {
    const tea = { drawn: 4, marked: 4, all: 8 }
    expect(hypergeometricAtLeast(4, tea)).toBeCloseTo(1 / 70, 12)
    expect(hypergeometricAtLeast(3, tea)).toBeCloseTo(17 / 70, 12)
    expect(hypergeometricAtMost(0, tea)).toBeCloseTo(1 / 70, 12)
  })

  it('finds ten of twelve convicts among thirteen of Fisher’s thirty twins as rarely as he says', () => {
    // Fisher (1935), convictions of like-sex twins: 10 of 13 monozygotic and 2 of 17 dizygotic; p = 0.0004652.
    expect(hypergeometricAtLeast(10, { drawn: 13, marked: 12, all: 30 })).toBeCloseTo(0.000465, 6)
  })

  it('is certain where the margins leave no choice', () => {
    const full = { drawn: 5, marked: 4, all: 6 }
    expect(hypergeometricAtLeast(3, full)).toBeCloseTo(1, 12)
    expect(hypergeometricAtMost(2, full)).toBe(0)
    expect(hypergeometricAtLeast(5, full)).toBe(0)
  })
})
