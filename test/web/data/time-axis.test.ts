import { expect, test } from 'vitest'
import { timeAxis } from '../../../web/lib/data/time-axis.ts'

const four_days = { first_day: '2025-12-30', last_day: '2026-01-02' }

test('the axis spans the earliest first and the latest last day', () => {
  const axis = timeAxis([four_days, { first_day: '2026-01-01', last_day: '2026-01-08' }])
  expect([axis?.first_day, axis?.last_day]).toEqual(['2025-12-30', '2026-01-08'])
})

test('a period covers its first and its last day', () => {
  const axis = timeAxis([four_days])
  expect(axis?.place('2025-12-30', '2026-01-02')).toEqual({ start: 0, width: 1 })
  expect(axis?.place('2026-01-01', '2026-01-01')).toEqual({ start: 0.5, width: 0.25 })
})

test('a year is marked where its first of January lies', () => {
  expect(timeAxis([four_days])?.years).toEqual([{ year: 2026, at: 0.5 }])
})

test('a single day in ten years stays visible', () => {
  const axis = timeAxis([{ first_day: '2016-01-01', last_day: '2025-12-31' }])
  expect(axis?.place('2020-02-29', '2020-02-29').width).toBe(0.004)
})

test('tables without dates have no axis', () => {
  expect(timeAxis([{ first_day: null, last_day: null }])).toBeNull()
})
