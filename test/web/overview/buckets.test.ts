import { describe, expect, test } from 'vitest'
import { bucketsOf, bucketStart, yearBefore } from '../../../web/lib/overview/buckets.ts'

describe('buckets', () => {
  test('of weeks begin on Monday', () => {
    expect(bucketStart('2026-08-14', 'week')).toBe('2026-08-10')
    expect(bucketStart('2026-08-10', 'week')).toBe('2026-08-10')
    expect(bucketStart('2026-08-16', 'week')).toBe('2026-08-10')
    expect(bucketStart('1969-12-31', 'week')).toBe('1969-12-29')
  })

  test('of months and quarters are those of the calendar', () => {
    expect(bucketStart('2026-08-14', 'month')).toBe('2026-08-01')
    expect(bucketStart('2026-08-14', 'quarter')).toBe('2026-07-01')
    expect(bucketStart('2026-12-31', 'quarter')).toBe('2026-10-01')
  })

  test('are whole even where the range begins or ends within them', () => {
    expect(bucketsOf({ from: '2026-01-31', to: '2026-02-01' }, 'month')).toEqual([
      { from: '2026-01-01', to: '2026-01-31' },
      { from: '2026-02-01', to: '2026-02-28' },
    ])
  })

  test('have a counterpart a year before: the same date, or 52 weeks', () => {
    expect(yearBefore('2024-02-29', 'day')).toBe('2023-02-28')
    expect(yearBefore('2026-04-01', 'quarter')).toBe('2025-04-01')
    expect(yearBefore('2026-08-10', 'week')).toBe('2025-08-11')
  })
})
