import { expect, test } from 'vitest'
import { tabbed } from '../../web/lib/copy-table.ts'

test('a table is copied with tabs between cells and lines between rows', () => {
  expect(
    tabbed([
      ['门店', '销售额'],
      ['S01', 12.5],
      ['S02', null],
    ]),
  ).toBe('门店\t销售额\nS01\t12.5\nS02\t')
})

test('a cell that a spreadsheet would run as a formula becomes text; a signed number stays one', () => {
  expect(tabbed([['=1+1', '@x', '-cmd', '+8.5%', '-3', -3]])).toBe("'=1+1\t'@x\t'-cmd\t+8.5%\t-3\t-3")
})

test('tabs and line breaks inside a cell become spaces', () => {
  expect(tabbed([['a\tb\nc']])).toBe('a b c')
})
