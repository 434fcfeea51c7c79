import { describe, expect, test } from 'vitest'
import { shownChange } from '../../../web/lib/overview/scorecard-change.ts'
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
  test('that is a share of few people has not clearly changed by five points', () => {
    expect(shownChange(row('consent_share', 0.65, 0.6, 100), {})).toBe('unclear')
    expect(shownChange(row('consent_share', 0.65, 0.6, 10_000), {})).toBe('judged')
  })

  test('that has a card is shown as the card says', () => {
    const nps = row('nps', 40, 30, 50)
    expect(shownChange(nps, { nps: 'unclear' })).toBe('unclear')
    expect(shownChange(nps, { nps: 'better' })).toBe('judged')
    expect(shownChange(nps, { nps: 'unknown' })).toBe('none')
  })

  test('that counts everything has changed by what it has changed', () => {
    expect(shownChange(row('average_order_value', 80.1, 80, 10), {})).toBe('judged')
  })

  test('that did not move at all needs no doubt cast on it', () => {
    expect(shownChange(row('contact_share', 0, 0, 10), {})).toBe('judged')
  })
})
