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
    const variance =
      0.8 ** 2 * ((0.2 * 0.8) / 80 + (0.1 * 0.9) / 100) + 0.2 ** 2 * ((0.7 * 0.3) / 20 + (0.5 * 0.5) / 80)
    expect(found.high - found.difference).toBeCloseTo(1.959964 * Math.sqrt(variance), 6)
    expect(found.p).toBeLessThan(0.05)
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
