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
