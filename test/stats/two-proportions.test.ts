import { describe, expect, it } from 'vitest'
import { twoProportions } from '../../server/stats/two-proportions.ts'

describe('two shares compared', () => {
  it('agree with R’s prop.test(c(83, 90), c(86, 93), correct = FALSE)', () => {
    const found = twoProportions(83, 86, 90, 93)!
    // R: X-squared = 0.0095683, interval −0.05566 to 0.05093 by hand
    const pooled = 173 / 179
    const z = (83 / 86 - 90 / 93) / Math.sqrt(pooled * (1 - pooled) * (1 / 86 + 1 / 93))
    expect(found.z).toBeCloseTo(z, 12)
    expect(found.high - found.low).toBeCloseTo(
      2 * 1.959963984540054 * Math.sqrt((83 * 3) / 86 ** 3 + (90 * 3) / 93 ** 3),
      12,
    )
  })

  it('are the same when nobody, or everybody, bought in both arms', () => {
    expect(twoProportions(0, 50, 0, 40)).toMatchObject({ difference: 0, z: null, p: 1, relative: null })
    expect(twoProportions(50, 50, 40, 40)).toMatchObject({ difference: 0, z: null, p: 1, relative: 0 })
  })

  it('cannot be compared without a control', () => {
    expect(twoProportions(1, 5, 0, 0)).toBeNull()
  })
})
