import { describe, expect, test } from 'vitest'
import { compare, readPeriod } from '../../../queries/calendar.ts'
import { isCovered, planKpis, rangesApart } from '../../../web/lib/overview/kpi-plan.ts'

function plan(text: string, as_of: string, first_day = '2020-01-01') {
  const period = readPeriod(text, { as_of })!
  return planKpis(compare(period, { as_of }), period, first_day)
}

describe('the questions of the cards', () => {
  test('are one for a whole quarter: figure, both comparisons and sparkline are buckets of one series', () => {
    const { grain, series, bucket_of, apart, buckets, unfinished } = plan('2026-Q2', '2026-09-30')
    expect({ grain, series }).toEqual({ grain: 'quarter', series: { from: '2023-07-01', to: '2026-06-30' } })
    expect(buckets).toHaveLength(12)
    expect(bucket_of).toEqual({ current: 11, previous: 10, last_year: 7 })
    expect(apart).toEqual({})
    expect(unfinished).toBe(false)
  })

  test('are one for a whole month', () => {
    const { grain, bucket_of, apart } = plan('2026-02', '2026-09-30')
    expect({ grain, bucket_of, apart }).toEqual({
      grain: 'month',
      bucket_of: { current: 24, previous: 23, last_year: 12 },
      apart: {},
    })
  })

  test('ask comparisons apart while the period is not over, cut to the same elapsed days', () => {
    const { bucket_of, apart, unfinished } = plan('2026-Q3', '2026-08-14')
    expect(bucket_of).toEqual({ current: 11 })
    expect(apart).toEqual({
      previous: { from: '2026-04-01', to: '2026-05-15' },
      last_year: { from: '2025-07-01', to: '2025-08-14' },
    })
    expect(unfinished).toBe(true)
  })

  test('ask all three apart for days that are no calendar unit', () => {
    const { grain, bucket_of, apart } = plan('2026-07-01..2026-07-20', '2026-09-30')
    expect(grain).toBe('week')
    expect(bucket_of).toEqual({})
    expect(apart.current).toEqual({ from: '2026-07-01', to: '2026-07-20' })
  })

  test('ask only once for a year that is both the previous one and last year', () => {
    const year = plan('2025', '2026-09-30')
    expect(year.apart.previous).toEqual(year.apart.last_year)
    expect(rangesApart(year)).toEqual([
      { from: '2025-01-01', to: '2025-12-31' },
      { from: '2024-01-01', to: '2024-12-31' },
    ])
  })

  test('do not reach back before the data begins', () => {
    const { series, buckets, bucket_of, apart } = plan('2026-Q2', '2026-09-30', '2025-11-15')
    expect(series.from).toBe('2026-01-01')
    expect(buckets).toHaveLength(2)
    expect(bucket_of).toEqual({ current: 1, previous: 0 })
    expect(apart).toEqual({})
  })
})

describe('a comparison', () => {
  test('is not made with a period of which the data holds only a part', () => {
    const quarter = { from: '2025-01-01', to: '2025-03-31' }
    expect(isCovered(quarter, '2024-06-01')).toBe(true)
    expect(isCovered(quarter, '2025-01-05')).toBe(true)
    expect(isCovered(quarter, '2025-01-06')).toBe(false)
    expect(isCovered(quarter, null)).toBe(false)
  })
})
