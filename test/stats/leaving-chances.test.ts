import { describe, expect, it } from 'vitest'
import type { BgNbd } from '../../server/stats/bg-nbd.ts'
import { discountedPurchases } from '../../server/stats/discounted.ts'
import { leavingChances } from '../../server/stats/leaving-chances.ts'

/** Fader, Hardie & Lee (2005), table 2. */
const cdnow: BgNbd = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }

describe('the chances to leave that stand for all', () => {
  it('are the roots and weights of Gauss and Legendre where every chance is as likely as any other', () => {
    const [low, middle, high] = leavingChances({ ...cdnow, a: 1, b: 1 }, 0, 3)
      .toSorted((one, other) => one.chance - other.chance)
      .map(({ chance, weight }) => [2 * chance - 1, weight * 2])
    expect(low![0]).toBeCloseTo(-Math.sqrt(0.6), 12)
    expect(low![1]).toBeCloseTo(5 / 9, 12)
    expect(middle![0]).toBeCloseTo(0, 12)
    expect(middle![1]).toBeCloseTo(8 / 9, 12)
    expect(high![0]).toBeCloseTo(Math.sqrt(0.6), 12)
  })

  it.each([0, 1, 7, 300])('have the moments of a beta after %i repeat purchases', (x) => {
    const all = leavingChances(cdnow, x, 16)
    let moment = 1
    for (let power = 0; power < 6; power += 1) {
      const mean = all.reduce((sum, { chance, weight }) => sum + weight * chance ** power, 0)
      expect(mean / moment).toBeCloseTo(1, 9)
      moment *= (cdnow.a + power) / (cdnow.a + cdnow.b + x + power)
    }
  })

  it.each<[string, BgNbd]>([
    ['CDNOW', cdnow],
    ['hardly anybody leaves', { r: 0.8, alpha: 9.8, a: 0.01, b: 0.5 }],
    ['nobody leaves', { r: 0.8, alpha: 4, a: 0, b: 1 }],
    ['all leave with one probability', { r: 0.8, alpha: 4, a: 3000, b: 7000 }],
  ])('give the expected purchases of three years, discounted: %s', (_, model) => {
    const length = 30.4375 / 7
    for (const [x, age] of [
      [0, 1],
      [0, 50],
      [1, 3],
      [10, 20],
      [114, 150],
    ] as const) {
      const rest = (chance: number, time: number) =>
        (1 + (chance * time) / (model.alpha + age)) ** -(model.r + x)
      let sum = 0
      for (const { chance, weight } of leavingChances(model, x, 16))
        for (let nth = 1; nth <= 36; nth += 1)
          sum +=
            ((weight / chance) * (rest(chance, (nth - 1) * length) - rest(chance, nth * length))) /
            1.02 ** nth
      const exact = discountedPurchases(model, x, age, { periods: 36, length, discount: 0.02 })
      expect(Math.abs(sum / exact - 1)).toBeLessThan(1e-5)
    }
  })
})
