import { describe, expect, test } from 'vitest'
import { compare, defaultPeriod, periodText, readPeriod, unitsWithin } from '../../queries/calendar.ts'
import type { Period } from '../../queries/calendar.ts'
import { addDays, addMonths, addYears, daysBetween, isDay, rangeDays } from '../../queries/day.ts'

const read = (text: string, as_of = '2026-08-14', fiscal_start = 1) =>
  readPeriod(text, { as_of, fiscal_start })
const period = (text: string, as_of?: string) => read(text, as_of) as Period

describe('days', () => {
  test('a day is one that exists in the calendar', () => {
    expect(['2024-02-29', '2023-02-29', '2026-13-01', '2026-6-1', 'x'].map(isDay)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ])
  })

  test('days are counted across months and leap days', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
    expect(daysBetween('2024-02-01', '2024-03-01')).toBe(29)
    expect(rangeDays({ from: '2026-07-01', to: '2026-07-01' })).toBe(1)
  })

  test('a month later is the same day, or the last of a shorter month', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2026-03-15', -3)).toBe('2025-12-15')
  })

  test('a year before 29 February is 28 February', () => {
    expect(addYears('2024-02-29', -1)).toBe('2023-02-28')
  })
})

describe('reading a period', () => {
  test('a year, a quarter and a month are read whole', () => {
    expect(read('2026')).toEqual({ kind: 'year', from: '2026-01-01', to: '2026-12-31' })
    expect(read('2026-Q3')).toEqual({ kind: 'quarter', from: '2026-07-01', to: '2026-09-30' })
    expect(read('2024-02')).toEqual({ kind: 'month', from: '2024-02-01', to: '2024-02-29' })
  })

  test('days from one to another are read as days, and whole months, quarters and years as what they are', () => {
    expect(read('2026-07-03..2026-07-20')).toEqual({ kind: 'days', from: '2026-07-03', to: '2026-07-20' })
    expect(read('2026-06-01..2026-06-30')?.kind).toBe('month')
    expect(read('2026-05-01..2026-07-31')?.kind).toBe('quarter')
    expect(read('2025-07-01..2026-06-30')?.kind).toBe('year')
    expect(read('2026-05-02..2026-08-01')?.kind).toBe('days')
  })

  test('moving periods move with the last day known', () => {
    expect(read('this_month')).toEqual({ kind: 'month', from: '2026-08-01', to: '2026-08-31' })
    expect(read('last_month', '2026-01-09')).toEqual({ kind: 'month', from: '2025-12-01', to: '2025-12-31' })
    expect(read('this_quarter')).toEqual({ kind: 'quarter', from: '2026-07-01', to: '2026-09-30' })
    expect(read('last_quarter', '2026-02-02')).toEqual({
      kind: 'quarter',
      from: '2025-10-01',
      to: '2025-12-31',
    })
    expect(read('last_year')).toEqual({ kind: 'year', from: '2025-01-01', to: '2025-12-31' })
    expect(read('last_7_days')).toEqual({ kind: 'days', from: '2026-08-08', to: '2026-08-14' })
  })

  test('quarters and years follow the start of the financial year', () => {
    expect(read('2026', '2026-08-14', 4)).toEqual({ kind: 'year', from: '2026-04-01', to: '2027-03-31' })
    expect(read('2026-Q4', '2026-08-14', 4)).toEqual({
      kind: 'quarter',
      from: '2027-01-01',
      to: '2027-03-31',
    })
    expect(read('this_quarter', '2026-01-15', 2)).toEqual({
      kind: 'quarter',
      from: '2025-11-01',
      to: '2026-01-31',
    })
    expect(read('this_year', '2026-03-31', 4)).toEqual({ kind: 'year', from: '2025-04-01', to: '2026-03-31' })
  })

  test('what names no period is null', () => {
    for (const text of [
      '',
      '2026-Q5',
      '2026-13',
      '2026-07-20..2026-07-03',
      '2026-02-30..2026-03-01',
      'next_month',
    ]) {
      expect(read(text)).toBeNull()
    }
  })

  test('writing a unit is the inverse of reading it', () => {
    for (const text of ['2026', '2026-Q1', '2026-Q4', '2026-02']) {
      expect(periodText(period(text))).toBe(text)
      expect(periodText(read(text, '2026-08-14', 4) as Period, 4)).toBe(text)
    }
    expect(periodText(period('last_7_days'))).toBeNull()
    expect(periodText(period('2026-05-01..2026-07-31'))).toBeNull()
  })

  test('the quarter of the data is shown first, once it holds four weeks', () => {
    expect(defaultPeriod({ as_of: '2026-07-27' })).toBe('last_quarter')
    expect(defaultPeriod({ as_of: '2026-07-28' })).toBe('this_quarter')
  })

  test('the quarters within the data come latest first', () => {
    const quarters = unitsWithin({ from: '2025-11-20', to: '2026-07-02' }, 'quarter')
    expect(quarters.map((one) => periodText(one))).toEqual(['2026-Q3', '2026-Q2', '2026-Q1', '2025-Q4'])
  })
})

describe('comparison', () => {
  test('a finished quarter stands beside the quarter before and the same dates a year before', () => {
    expect(compare(period('2026-Q2'), { as_of: '2026-08-14' })).toEqual({
      current: { from: '2026-04-01', to: '2026-06-30' },
      previous: { from: '2026-01-01', to: '2026-03-31' },
      last_year: { from: '2025-04-01', to: '2025-06-30' },
      finished: true,
      aligned: false,
    })
  })

  test('an unfinished quarter is compared with the same elapsed days', () => {
    expect(compare(period('this_quarter'), { as_of: '2026-08-14' })).toEqual({
      current: { from: '2026-07-01', to: '2026-08-14' },
      previous: { from: '2026-04-01', to: '2026-05-15' },
      last_year: { from: '2025-07-01', to: '2025-08-14' },
      finished: false,
      aligned: false,
    })
  })

  test('a month ends its comparison with the shorter month before it', () => {
    const { current, previous } = compare(period('2026-03'), { as_of: '2026-03-30' })
    expect(rangeDays(current)).toBe(30)
    expect(previous).toEqual({ from: '2026-02-01', to: '2026-02-28' })
  })

  test('a finished month is compared with the whole month before', () => {
    expect(compare(period('2026-03'), { as_of: '2026-04-01' }).previous).toEqual({
      from: '2026-02-01',
      to: '2026-02-28',
    })
    expect(compare(period('2026-02'), { as_of: '2026-04-01' }).previous).toEqual({
      from: '2026-01-01',
      to: '2026-01-31',
    })
  })

  test('29 February is compared with 28 February a year before', () => {
    expect(compare(period('2024-02'), { as_of: '2024-06-30' }).last_year).toEqual({
      from: '2023-02-01',
      to: '2023-02-28',
    })
  })

  test('loose days are compared with as many days just before', () => {
    const { previous, last_year } = compare(period('2026-07-03..2026-07-20'), { as_of: '2026-08-14' })
    expect(previous).toEqual({ from: '2026-06-15', to: '2026-07-02' })
    expect(last_year).toEqual({ from: '2025-07-03', to: '2025-07-20' })
  })

  test('loose days that are not over are compared with as many days as have passed', () => {
    const { current, previous } = compare(period('2026-08-05..2026-08-24'), { as_of: '2026-08-14' })
    expect(current).toEqual({ from: '2026-08-05', to: '2026-08-14' })
    expect(previous).toEqual({ from: '2026-07-16', to: '2026-07-25' })
  })

  test('a period that has not begun is left whole', () => {
    expect(compare(period('2026-Q4'), { as_of: '2026-08-14' }).current).toEqual({
      from: '2026-10-01',
      to: '2026-12-31',
    })
  })
})

describe('Spring Festival', () => {
  const align_spring_festival = true

  test('days around the festival are compared with the same days around the festival before', () => {
    const comparison = compare(period('2026-02'), { as_of: '2026-08-14', align_spring_festival })
    expect(comparison.aligned).toBe(true)
    expect(comparison.last_year).toEqual({ from: '2025-01-13', to: '2025-02-09' })
  })

  test('a period more than thirty days from the festival keeps its calendar dates', () => {
    const comparison = compare(period('2026-Q3'), { as_of: '2026-12-31', align_spring_festival })
    expect(comparison.aligned).toBe(false)
    expect(comparison.last_year).toEqual({ from: '2025-07-01', to: '2025-09-30' })
  })

  test('thirty days from the festival is near, thirty-one is not', () => {
    const near = compare(period('2026-03-19..2026-03-25'), { as_of: '2026-08-14', align_spring_festival })
    const far = compare(period('2026-03-20..2026-03-26'), { as_of: '2026-08-14', align_spring_festival })
    expect([near.aligned, far.aligned]).toEqual([true, false])
  })

  test('days at the end of December belong to the festival that follows', () => {
    const comparison = compare(period('2022-12-25..2022-12-31'), {
      as_of: '2023-01-31',
      align_spring_festival,
    })
    expect(comparison.last_year).toEqual({ from: '2022-01-04', to: '2022-01-10' })
  })

  test('a whole year holds the festival anyway and is not moved', () => {
    expect(compare(period('2025'), { as_of: '2026-08-14', align_spring_festival }).aligned).toBe(false)
  })

  test('a festival beyond the published years is aligned too', () => {
    const { last_year } = compare(period('2010-02-10..2010-02-16'), {
      as_of: '2026-08-14',
      align_spring_festival,
    })
    // The festivals were 26 January 2009 and 14 February 2010.
    expect(last_year).toEqual({ from: '2009-01-22', to: '2009-01-28' })
  })
})
