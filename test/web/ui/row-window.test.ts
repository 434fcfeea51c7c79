import { expect, test } from 'vitest'
import { rowWindow } from '../../../web/lib/ui/row-window.ts'

test('a table of two hundred rows is drawn whole', () => {
  expect(rowWindow(200, 5000, 480, 32)).toEqual({ first: 0, last: 200 })
})

test('of a longer one, the rows in sight are drawn and twelve on each side', () => {
  expect(rowWindow(1000, 3200, 480, 32)).toEqual({ first: 88, last: 127 })
})

test('nothing is drawn before the first row or after the last', () => {
  expect(rowWindow(1000, 0, 480, 32)).toEqual({ first: 0, last: 39 })
  expect(rowWindow(1000, 32_000, 480, 32)).toEqual({ first: 988, last: 1000 })
})
