import { describe, expect, it } from 'vitest'
import { qini } from '../../server/stats/qini.ts'
import type { QiniCell } from '../../server/stats/qini.ts'

const person = (arm: 't' | 'c', outcome: number): QiniCell => ({
  ...(arm === 't'
    ? { treated: 1, treated_sum: outcome, treated_squares: outcome ** 2 }
    : { treated: 0, treated_sum: 0, treated_squares: 0 }),
  ...(arm === 'c'
    ? { controls: 1, control_sum: outcome, control_squares: outcome ** 2 }
    : { controls: 0, control_sum: 0, control_squares: 0 }),
})

describe('a Qini curve', () => {
  it('is worked out by hand, person by person', () => {
    const found = qini([
      person('t', 1),
      person('c', 0),
      person('t', 1),
      person('c', 1),
      person('t', 0),
      person('c', 1),
    ])!
    // treated 1 1 2 2 2 2; controls 0 0 0 1 1 2, scaled to the treated so far
    expect(found.points.map(({ gain }) => gain)).toEqual([0, 1, 1, 2, 1, 0.5, 0])
    expect(found.points.map(({ share }) => share)).toEqual([0, 1, 1, 2, 2, 3, 3].map((n) => n / 3))
    expect(found.total).toBe(0)
    // trapezoids: ½ · ⅓ + 1½ · ⅓ + ¾ · ⅓; over three treated
    expect(found.coefficient).toBeCloseTo((0.5 + 1.5 + 0.75) / 3 / 3, 12)
  })

  it('gains nothing over chance when every cell gains alike', () => {
    const cell = {
      treated: 10,
      treated_sum: 20,
      treated_squares: 60,
      controls: 5,
      control_sum: 5,
      control_squares: 9,
    }
    const found = qini([cell, cell, cell])!
    expect(found.total).toBe(30)
    expect(found.coefficient).toBeCloseTo(0, 12)
  })

  it('does not exist without a control', () => {
    expect(qini([person('t', 1)])).toBeNull()
  })
})
