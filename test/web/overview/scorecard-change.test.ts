import { describe, expect, test } from 'vitest'
import { isSignificant } from '../../../web/lib/overview/scorecard-change.ts'
import { shareOf } from '../../../web/lib/overview/significance.ts'

const row = (indicator: string, value: number, base_value: number, n: number) => ({
  indicator,
  value,
  base_value,
  n,
})

test('a share has a Wilson interval: 15 of 148 is 6.2 % to 16.0 % (Newcombe 1998)', () => {
  const share = shareOf(15 / 148, 148)
  expect(share?.low).toBeCloseTo(0.0624, 4)
  expect(share?.high).toBeCloseTo(0.1605, 4)
  expect(shareOf(0.5, 0)).toBeNull()
})

describe('an indicator of the scorecard', () => {
  test('that is a share of few people has not changed by five points', () => {
    expect(isSignificant(row('consent_share', 0.65, 0.6, 100), {})).toBe(false)
    expect(isSignificant(row('consent_share', 0.65, 0.6, 10_000), {})).toBe(true)
  })

  test('that has a card says what the card says', () => {
    expect(isSignificant(row('nps', 40, 30, 50), { nps: false })).toBe(false)
    expect(isSignificant(row('nps', 40, 30, 50), { nps: true })).toBe(true)
  })

  test('that counts everything has changed by what it has changed', () => {
    expect(isSignificant(row('average_order_value', 80.1, 80, 10), {})).toBe(true)
  })
})
