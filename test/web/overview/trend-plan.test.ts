import { describe, expect, test } from 'vitest'
import { compare, readPeriod } from '../../../queries/calendar.ts'
import type { SeriesGrain } from '../../../web/lib/overview/kpi-plan.ts'
import { planTrend, trendGrains, usualGrain } from '../../../web/lib/overview/trend-plan.ts'
import type { TrendChoice } from '../../../web/lib/overview/trend-plan.ts'

function plan(text: string, grain: SeriesGrain, changes: Partial<TrendChoice> & { align?: boolean } = {}) {
  const { align = false, ...rest } = changes
  const as_of = rest.as_of ?? '2026-09-30'
  const period = readPeriod(text, { as_of })!
  const ranges = compare(period, { as_of, align_spring_festival: align })
  return planTrend({ period, ranges, grain, base: 'last_year', as_of, first_day: '2020-01-01', ...rest })
}

describe('the chart over time', () => {
  test('shows the period after the year before it, beside the same buckets a year earlier, in one question', () => {
    const { buckets, compared, asked, period } = plan('2026-Q2', 'month')
    expect(buckets.map((bucket) => bucket.from)).toHaveLength(15)
    expect(buckets[0]?.from).toBe('2025-04-01')
    expect(compared[0]).toBe('2024-04-01')
    expect(asked).toEqual({ from: '2024-04-01', to: '2026-06-30' })
    expect(period).toEqual([12, 14])
  })

  test('compares weeks with weeks, 52 before', () => {
    const { buckets, compared } = plan('2026-Q2', 'week')
    expect(buckets.at(-1)).toEqual({ from: '2026-06-29', to: '2026-07-05' })
    expect(compared.at(-1)).toBe('2025-06-30')
  })

  test('shows a last week that outlasts the period whole, as far as it is known', () => {
    expect(plan('2026-Q2', 'week').asked.to).toBe('2026-07-05')
    expect(plan('2026-Q2', 'week').unfinished).toBe(false)
    const cut = plan('2026-Q2', 'week', { as_of: '2026-07-02' })
    expect(cut.asked.to).toBe('2026-07-02')
    expect(cut.unfinished).toBe(true)
  })

  test('compares with the period before by moving as many buckets as the period has', () => {
    const { compared } = plan('2026-Q2', 'month', { base: 'previous' })
    expect(compared.at(-1)).toBe('2026-03-01')
  })

  test('compares days around Spring Festival when aligned', () => {
    // 17 February 2026 is 384 days after 29 January 2025.
    const { buckets, compared } = plan('2026-02', 'day', { align: true })
    const festival = buckets.findIndex((bucket) => bucket.from === '2026-02-17')
    expect(compared[festival]).toBe('2025-01-29')
  })

  test('compares nothing when nothing is to be compared', () => {
    const { compared, asked } = plan('2026-Q2', 'month', { base: null })
    expect(compared.every((day) => day === null)).toBe(true)
    expect(asked.from).toBe('2025-04-01')
  })

  test('begins with the first bucket that the data holds whole, so that none looks small for lack of data', () => {
    const { buckets, compared, asked } = plan('2026-Q2', 'month', { first_day: '2025-01-20' })
    expect(buckets[0]?.from).toBe('2025-04-01')
    expect(compared.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => null))
    expect(compared[10]).toBe('2025-02-01')
    expect(asked.from).toBe('2025-02-01')
    expect(plan('2026-Q2', 'month', { first_day: '2026-04-05' }).buckets[0]?.from).toBe('2026-05-01')
  })

  test('shows the one bucket there is when the data begins in it', () => {
    const { buckets } = plan('2026-Q2', 'quarter', { first_day: '2026-05-05', as_of: '2026-06-20' })
    expect(buckets.map((bucket) => bucket.from)).toEqual(['2026-04-01'])
  })

  test('offers no grain that is finer than the figure bears or longer than the period allows', () => {
    const quarter = { from: '2026-04-01', to: '2026-06-30' }
    const month = { from: '2026-04-01', to: '2026-04-30' }
    const year = { from: '2026-01-01', to: '2026-12-31' }
    expect(trendGrains(quarter, 'day')).toEqual(['day', 'week', 'month', 'quarter'])
    expect(trendGrains(month, 'day')).toEqual(['day', 'week', 'month'])
    expect(trendGrains(year, 'day')).toEqual(['week', 'month', 'quarter'])
    expect(trendGrains(month, 'month')).toEqual(['month'])
    expect([usualGrain(quarter, 'day'), usualGrain(month, 'day'), usualGrain(year, 'day')]).toEqual([
      'week',
      'day',
      'month',
    ])
    expect(usualGrain(quarter, 'month')).toBe('month')
  })
})
