import { describe, expect, it } from 'vitest'
import { dispersion, funnelHalfWidth } from '../../server/stats/funnel-limits.ts'

describe('funnel limits', () => {
  it('are those of a proportion: 50 % of 100 answers lies within 40.2 and 59.8 by chance', () => {
    expect(funnelHalfWidth(100, 0.25, 0, 0.95)).toBeCloseTo(0.098, 4)
    expect(funnelHalfWidth(100, 0.25, 0, 0.998)).toBeCloseTo(3.090232306 * 0.05, 8)
  })

  it('are wider by what lies between the units', () => {
    expect(funnelHalfWidth(100, 0.25, 0.0075, 0.95)).toBeCloseTo(1.959963985 * 0.1, 8)
  })
})

describe('overdispersion', () => {
  const units = (values: readonly number[], n = 100) => values.map((value) => ({ n, value }))

  it('is nothing to speak of when the units scatter as chance lets them', () => {
    const found = dispersion(units([-1, 1, -1, 1, 0, 0, 1, -1]), 0, 100)
    expect(found.phi).toBeCloseTo(0.75, 12)
    expect(found.between).toBe(0)
  })

  it('is measured by winsorised z-scores; the variance between units is what is left of φ', () => {
    const values = [-5, -4, -4, -3, -3, 3, 3, 4, 4, 50]
    const found = dispersion(units(values), 0, 100)
    const z = [-4, -4, -4, -3, -3, 3, 3, 4, 4, 4]
    const phi = z.reduce((sum, value) => sum + value ** 2, 0) / 10
    expect(found.phi).toBeCloseTo(phi, 12)
    const precision = 1
    expect(found.between).toBeCloseTo(
      (10 * phi - 9) / (10 * precision - (10 * precision ** 2) / (10 * precision)),
      12,
    )
  })

  it('is unknown for a single unit', () => {
    expect(dispersion(units([7]), 0, 100)).toEqual({ phi: null, between: 0 })
  })
})
