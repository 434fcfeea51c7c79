import { expect, test } from 'vitest'
import { readDay } from '../../../web/lib/data/day-order.ts'

test('the same text is two different days, depending on the order', () => {
  expect(readDay('02-01-2026', 'dmy')).toBe('2026-01-02')
  expect(readDay('02-01-2026', 'mdy')).toBe('2026-02-01')
})

test('a time after the day does not matter', () => {
  expect(readDay('3/4/2026 08:15', 'mdy')).toBe('2026-03-04')
})

test('a short year lies between 1970 and 2069', () => {
  expect(readDay('1.2.69', 'dmy')).toBe('2069-02-01')
  expect(readDay('1.2.70', 'dmy')).toBe('1970-02-01')
})

test('a month 13 is no day', () => {
  expect(readDay('12/13/2026', 'dmy')).toBeNull()
  expect(readDay('today', 'dmy')).toBeNull()
})
