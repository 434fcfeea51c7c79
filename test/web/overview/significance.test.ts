import { describe, expect, test } from 'vitest'
import { difference, differs, eventRate } from '../../../web/lib/overview/significance.ts'

describe('two estimates', () => {
  test('have a difference whose interval adds the two reaches at right angles', () => {
    const a = { value: 0.5, low: 0.47, high: 0.54 }
    const b = { value: 0.4, low: 0.38, high: 0.44 }
    // low: 0.1 − √(0.03² + 0.04²); high: 0.1 + √(0.04² + 0.02²)
    const { value, low, high } = difference(a, b)
    expect(value).toBeCloseTo(0.1, 12)
    expect(low).toBeCloseTo(0.05, 12)
    expect(high).toBeCloseTo(0.1 + Math.sqrt(0.002), 12)
  })

  test('agree with the worked example of Newcombe (1998), 56/70 against 48/80, method 10', () => {
    const a = { value: 0.8, low: 0.6917, high: 0.8771 }
    const b = { value: 0.6, low: 0.4905, high: 0.7003 }
    const { low, high } = difference(a, b)
    expect(low).toBeCloseTo(0.0524, 3)
    expect(high).toBeCloseTo(0.3339, 3)
  })

  test('differ when the interval of their difference leaves out zero, whichever is larger', () => {
    const low = { value: 10, low: 8, high: 12 }
    const high = { value: 13, low: 11, high: 15 }
    expect(differs(high, low)).toBe(true)
    expect(differs(low, high)).toBe(true)
  })

  test('do not differ when it holds zero, even if the values are apart', () => {
    const a = { value: 10, low: 7, high: 13 }
    const b = { value: 13, low: 10, high: 16 }
    expect(differs(a, b)).toBe(false)
    expect(differs(a, a)).toBe(false)
  })
})

describe('a rate of events', () => {
  test('has a score interval that widens as events get fewer', () => {
    // 4 events: (4 + 1.9207 ± 1.96 × √(4 + 0.9604)) / 1000 orders × 1000
    const rate = eventRate(4, 1000, 1000)
    expect(rate?.value).toBe(4)
    expect(rate?.low).toBeCloseTo(1.5555, 3)
    expect(rate?.high).toBeCloseTo(10.2859, 3)
  })

  test('without events is zero with an upper limit', () => {
    const rate = eventRate(0, 500, 1000)
    expect(rate).toMatchObject({ value: 0, low: 0 })
    expect(rate?.high).toBeCloseTo(7.683, 3)
  })

  test('without exposure is unknown', () => {
    expect(eventRate(3, 0, 1000)).toBeNull()
  })
})
