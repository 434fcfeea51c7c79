import { describe, expect, it } from 'vitest'
import { netPromoterScore, npsVariance } from '../../server/stats/nps.ts'

describe('NPS', () => {
  it('of one half, one third and one sixth is one third, one answer varying by 5/9', () => {
    expect(netPromoterScore({ promoters: 3, passives: 2, detractors: 1 })!.nps).toBeCloseTo(100 / 3, 10)
    expect(npsVariance(1 / 2, 1 / 6)).toBeCloseTo(5 / 9, 12)
    expect(Math.sqrt(npsVariance(1 / 2, 1 / 6) / 324)).toBeCloseTo(0.0414, 4)
  })

  it.each([
    [{ promoters: 60, passives: 25, detractors: 15 }, 45, 7.39932429347, 30.4975908715, 59.5024091285],
    [{ promoters: 0, passives: 3, detractors: 5 }, -62.5, 17.116329922, -96.0473902026, -28.9526097974],
  ])('has the Wald interval of %o', (answers, nps, se, low, high) => {
    const found = netPromoterScore(answers, 'wald')!
    expect(found.nps).toBeCloseTo(nps, 9)
    expect(found.point).toBeCloseTo(nps, 9)
    expect(found.se).toBeCloseTo(se, 7)
    expect(found.low).toBeCloseTo(low, 7)
    expect(found.high).toBeCloseTo(high, 7)
  })

  it.each([
    [
      { promoters: 7, passives: 2, detractors: 1 },
      60,
      46.1538461538,
      19.9567123716,
      7.03940864642,
      85.2682836613,
    ],
    [
      { promoters: 350, passives: 400, detractors: 250 },
      10,
      9.97008973081,
      2.42486419923,
      5.21744323181,
      14.7227362298,
    ],
  ])('has the adjusted Wald interval of %o', (answers, nps, point, se, low, high) => {
    const found = netPromoterScore(answers)!
    expect(found.nps).toBeCloseTo(nps, 9)
    expect(found.point).toBeCloseTo(point, 7)
    expect(found.se).toBeCloseTo(se, 7)
    expect(found.low).toBeCloseTo(low, 7)
    expect(found.high).toBeCloseTo(high, 7)
  })

  it('stays within −100 and 100, and is unknown without answers', () => {
    expect(netPromoterScore({ promoters: 2, passives: 0, detractors: 0 })!.high).toBe(100)
    expect(netPromoterScore({ promoters: 0, passives: 0, detractors: 0 })).toBeNull()
  })
})
