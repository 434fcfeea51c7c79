import { beforeEach, describe, expect, test } from 'vitest'
import type { Locale } from '../../queries/metric.ts'
import {
  format,
  formatBucket,
  formatDay,
  formatDelta,
  formatInstant,
  formatParts,
  formatRange,
  formatWith,
} from '../../web/lib/format.ts'

let locale: Locale
const speak = (next: Locale) => {
  locale = next
}
formatWith({ locale: () => locale, currency: () => 'CNY' })
beforeEach(() => speak('zh-CN'))

const compact = { compact: true }

describe('a number', () => {
  test('that is not known is a dash in every unit', () => {
    for (const unit of ['count', 'ratio', 'money', 'text', 'date', 'flag'] as const)
      expect(format(null, unit)).toBe('—')
    expect(format(Number.NaN, 'ratio')).toBe('—')
  })

  test('of things is whole and grouped', () => {
    expect(format(1234567, 'count')).toBe('1,234,567')
    expect(format(0, 'count')).toBe('0')
  })

  test('is shortened with 万 and 亿 in Chinese', () => {
    expect(format(9999, 'count', compact)).toBe('9,999')
    expect(format(10_000, 'count', compact)).toBe('1.00万')
    expect(format(123_456, 'count', compact)).toBe('12.3万')
    expect(format(12_345_678, 'count', compact)).toBe('1,235万')
    expect(format(123_456_789, 'money', compact)).toBe('¥1.23亿')
  })

  test('is shortened with K, M and B in English', () => {
    speak('en')
    expect(format(9999, 'count', compact)).toBe('9,999')
    expect(format(12_345, 'count', compact)).toBe('12.3K')
    expect(format(1_234_567, 'money', compact)).toBe('¥1.23M')
    expect(format(2_500_000_000, 'count', compact)).toBe('2.50B')
  })

  test('that rounds up to the next step takes that step', () => {
    expect(format(99_999_999, 'count', compact)).toBe('1.00亿')
    speak('en')
    expect(format(999_999, 'count', compact)).toBe('1.00M')
  })

  test('of money carries its sign once and cents only while they matter', () => {
    expect(format(12.5, 'money')).toBe('¥12.50')
    expect(format(1234.56, 'money')).toBe('¥1,235')
    expect(format(1234.56, 'money', { currency: false })).toBe('1,235')
    expect(format(-12.5, 'money')).toBe('−¥12.50')
  })

  test('between 0 and 1 is a percentage, finer below one per cent', () => {
    expect(format(0.4321, 'ratio')).toBe('43.2%')
    expect(format(0.00321, 'ratio')).toBe('0.32%')
    expect(format(0, 'ratio')).toBe('0.0%')
  })

  test('comes in pieces so that its unit can stand small', () => {
    expect(formatParts(123_456_789, 'money', compact)).toEqual({ before: '¥', number: '1.23', after: '亿' })
    expect(formatParts(12.34, 'days')).toEqual({ before: '', number: '12.3', after: ' 天' })
  })

  test('of one day is in the singular', () => {
    speak('en')
    expect(format(1, 'days', { digits: 0 })).toBe('1 day')
    expect(format(2, 'days', { digits: 0 })).toBe('2 days')
    expect(format(1, 'hours')).toBe('1.0 hours')
  })

  test('of yes or no is a word', () => {
    expect(format(true, 'flag')).toBe('是')
    speak('en')
    expect(format(false, 'flag')).toBe('No')
  })

  test('that is printed as zero has no sign', () => {
    expect(format(-0.04, 'score', { signed: true })).toBe('0.0')
    expect(format(0.04, 'score', { signed: true })).toBe('0.0')
    expect(format(-0.00001, 'ratio')).toBe('0.00%')
    expect(format(-0.05, 'score', { signed: true })).toBe('−0.1')
  })
})

describe('a day', () => {
  test('is the same in every time zone', () => {
    expect(formatDay('2026-07-01')).toBe('2026年7月1日')
    speak('en')
    expect(formatDay('2026-07-01')).toBe('1 Jul 2026')
  })

  test('with its time is printed as without it', () => {
    const noon = new Date(2026, 10, 21, 12, 5).toISOString()
    expect(formatInstant(noon)).toBe('2026年11月21日 12:05')
    speak('en')
    expect(formatInstant(noon)).toBe('21 Nov 2026, 12:05')
  })

  test('in a range writes a shared year once', () => {
    expect(formatRange({ from: '2026-07-01', to: '2026-08-14' })).toBe('2026年7月1日 – 8月14日')
    expect(formatRange({ from: '2025-12-01', to: '2026-01-31' })).toBe('2025年12月1日 – 2026年1月31日')
    expect(formatRange({ from: '2026-07-01', to: '2026-07-01' })).toBe('2026年7月1日')
    speak('en')
    expect(formatRange({ from: '2026-07-01', to: '2026-08-14' })).toBe('1 Jul – 14 Aug 2026')
  })

  test('names the bucket it begins', () => {
    expect(formatBucket('2026-07-01', 'quarter')).toBe('2026年第3季度')
    expect(formatBucket('2026-07-01', 'month')).toBe('2026年7月')
    expect(formatBucket('2026-07-06', 'week')).toBe('7月6日')
    speak('en')
    expect(formatBucket('2026-07-01', 'quarter')).toBe('Q3 2026')
  })
})

describe('a change', () => {
  test('of an amount is a share of the base', () => {
    expect(formatDelta(110, 100, 'count')).toEqual({ direction: 'up', text: '+10.0%', detail: '+10' })
    expect(formatDelta(75, 100, 'money')).toEqual({ direction: 'down', text: '−25.0%', detail: '−¥25' })
  })

  test('of a rate is in percentage points', () => {
    expect(formatDelta(0.432, 0.411, 'ratio')?.text).toBe('+2.1 个百分点')
    speak('en')
    expect(formatDelta(0.432, 0.411, 'ratio')?.text).toBe('+2.1 pp')
  })

  test('of a score is in points', () => {
    expect(formatDelta(42.3, 44.1, 'score')?.text).toBe('−1.8')
  })

  test('against nothing or less is the difference itself', () => {
    expect(formatDelta(50, 0, 'count')?.text).toBe('+50')
    expect(formatDelta(50, -20, 'money')?.text).toBe('+¥70')
  })

  test('too small to print is flat and has no sign', () => {
    expect(formatDelta(100_001, 100_000, 'count')).toMatchObject({ direction: 'flat', text: '0.00%' })
    expect(formatDelta(0.41101, 0.411, 'ratio')).toMatchObject({ direction: 'flat', text: '0.0 个百分点' })
  })

  test('from or to the unknown is not known', () => {
    expect(formatDelta(null, 1, 'count')).toBeNull()
    expect(formatDelta(1, null, 'count')).toBeNull()
  })
})
