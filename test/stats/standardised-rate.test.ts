import { describe, expect, it } from 'vitest'
import { standardisedRate } from '../../server/stats/standardised-rate.ts'

const stratum = (exposed: number, exposed_events: number, others: number, others_events: number) => ({
  exposed,
  exposed_events,
  others,
  others_events,
})

describe('a standardised rate', () => {
  it('weights the others as the exposed are spread', () => {
    // Expected: (80 × 10/100 + 20 × 40/80) / 100 = 0.18; observed (16 + 14) / 100.
    const found = standardisedRate([stratum(80, 16, 100, 10), stratum(20, 14, 80, 40)])!
    expect(found.rate).toBeCloseTo(0.3, 12)
    expect(found.expected_rate).toBeCloseTo(0.18, 12)
    // Wilson for 30 of 100: 0.21895 – 0.39585. The expectation: 0.8² × 0.1 × 0.9 / 100 + 0.2² × 0.5 × 0.5 / 80.
    const reach = 1.959964 * Math.sqrt(0.8 ** 2 * 0.0009 + 0.2 ** 2 * 0.003125)
    expect(found.difference - found.low).toBeCloseTo(Math.hypot(0.3 - 0.21895, reach), 4)
    expect(found.high - found.difference).toBeCloseTo(Math.hypot(0.39585 - 0.3, reach), 4)
    expect(found.p).toBeLessThan(0.05)
  })

  it('has the p of the Mantel–Haenszel test', () => {
    // 8 of 10 against 3 of 10: surplus 8 − 5.5, variance 10 × 10 × 11 × 9 / (20² × 19), χ² = 4.798.
    expect(standardisedRate([stratum(10, 8, 10, 3)])!.p).toBeCloseTo(0.02849, 4)
  })

  it('has the p of R’s mantelhaen.test(UCBAdmissions, correct = FALSE): 0.2169', () => {
    // Admitted of men and of women in six departments of Berkeley (Bickel, Hammel & O’Connell 1975).
    const berkeley = [
      stratum(825, 512, 108, 89),
      stratum(560, 353, 25, 17),
      stratum(325, 120, 593, 202),
      stratum(417, 138, 375, 131),
      stratum(191, 53, 393, 94),
      stratum(373, 22, 341, 24),
    ]
    expect(standardisedRate(berkeley)!.p).toBeCloseTo(0.2169, 4)
    // Over all departments men seem far ahead: 44.5 % against 30.4 % (their table 1).
    const all = standardisedRate([stratum(2691, 1198, 1835, 557)])!
    expect([all.rate, all.expected_rate]).toEqual([expect.closeTo(0.445, 3), expect.closeTo(0.304, 3)])
    expect(all.p).toBeLessThan(1e-15)
  })

  it('is not sure of anything where none of a few exposed had an event', () => {
    const few = standardisedRate(Array.from({ length: 8 }, () => stratum(4, 0, 500, 10)))!
    expect(few.low).toBeLessThan(0)
    expect(few.high).toBeGreaterThan(0)
    expect(few.p).toBeGreaterThan(0.3)
  })

  it('is not misled by who is exposed more often', () => {
    // In each stratum the rates agree; over all, the exposed would seem to do better.
    const found = standardisedRate([stratum(90, 9, 10, 1), stratum(10, 5, 90, 45)])!
    expect(found.difference).toBeCloseTo(0, 12)
    expect(found.p).toBeCloseTo(1, 12)
  })

  it('leaves out whom nobody is like', () => {
    expect(standardisedRate([stratum(5, 5, 0, 0), stratum(10, 1, 10, 1)])!.n).toBe(10)
    expect(standardisedRate([stratum(5, 5, 0, 0), stratum(0, 0, 10, 1)])).toBeNull()
    expect(standardisedRate([])).toBeNull()
  })
})
