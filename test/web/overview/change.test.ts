import { describe, expect, test } from 'vitest'
import { changeOf } from '../../../web/lib/overview/change.ts'
import type { Reading } from '../../../web/lib/overview/kpi.ts'

const total = (value: number | null): Reading => ({ value, estimate: null, n: null, suppressed: false })
const rate = (value: number, reach: number): Reading => ({
  value,
  estimate: { value, low: value - reach, high: value + reach },
  n: 100,
  suppressed: false,
})
const sales = { good: 'up', unit: 'money' } as const
const complaints = { good: 'down', unit: 'quantity' } as const
const nps = { good: 'up', unit: 'score' } as const

describe('a change', () => {
  test('of a total is better or worse by the direction that is good', () => {
    expect(changeOf(sales, total(110), total(100)).verdict).toBe('better')
    expect(changeOf(sales, total(90), total(100)).verdict).toBe('worse')
    expect(changeOf(complaints, total(2), total(1)).verdict).toBe('worse')
  })

  test('of a total below one per cent is steady, at one per cent it is not', () => {
    expect(changeOf(sales, total(100.9), total(100)).verdict).toBe('steady')
    expect(changeOf(sales, total(101), total(100)).verdict).toBe('better')
  })

  test('of a rate is unclear when the interval of the difference holds zero, however large it looks', () => {
    expect(changeOf(nps, rate(40, 20), rate(30, 20)).verdict).toBe('unclear')
    expect(changeOf(nps, rate(40, 3), rate(30, 3)).verdict).toBe('better')
  })

  test('of a rate that is real is named even below one per cent', () => {
    expect(changeOf({ good: 'up', unit: 'ratio' }, rate(0.5004, 0.0001), rate(0.5, 0.0001)).verdict).toBe(
      'better',
    )
  })

  test('is unknown when one side is, or was suppressed', () => {
    expect(changeOf(sales, total(5), null).verdict).toBe('unknown')
    expect(changeOf(sales, null, total(5)).verdict).toBe('unknown')
    expect(changeOf(nps, { value: null, estimate: null, n: 12, suppressed: true }, rate(30, 3)).verdict).toBe(
      'unknown',
    )
  })

  test('from zero is named, with a finite size', () => {
    const change = changeOf(complaints, total(2), total(0))
    expect(change.verdict).toBe('worse')
    expect(change.size).toBe(2)
  })

  test('of a score is sized in hundredths of its scale, so that it ranks beside shares', () => {
    expect(changeOf(nps, rate(40, 1), rate(30, 1)).size).toBeCloseTo(0.1, 12)
  })
})

test('of what was weighed in two ways says nothing of better or worse', () => {
  const index = (value: number, weights: number | null) => ({
    ...{ value, n: 400, suppressed: false, weights },
    estimate: { value, low: value - 1, high: value + 1 },
  })
  const csi = { good: 'up', unit: 'score' } as const
  expect(changeOf(csi, index(80, 2), index(70, 1)).verdict).toBe('unlike')
  expect(changeOf(csi, index(80, 2), index(70, null)).verdict).toBe('unlike')
  expect(changeOf(csi, index(80, 2), index(70, 2)).verdict).toBe('better')
})
