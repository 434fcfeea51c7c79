import { expect, test } from 'vitest'
import { csvText } from '../../../web/lib/data/csv-text.ts'

test('a table becomes CSV that Excel opens, with an empty cell for what is not known', () => {
  expect(csvText([['file', 'rows'], ['订单.csv', 3], ['a', null]])).toBe('\uFEFFfile,rows\r\n订单.csv,3\r\na,\r\n')
})

test('commas, quotes, line breaks and outer blanks are quoted', () => {
  expect(csvText([['a,b', 'say "x"', 'two\nlines', ' x']])).toBe('\uFEFF"a,b","say ""x""","two\nlines"," x"\r\n')
})

test('a file name that a spreadsheet would run as a formula gets an apostrophe', () => {
  expect(csvText([['=1+1', -5]])).toBe("\uFEFF'=1+1,-5\r\n")
})
