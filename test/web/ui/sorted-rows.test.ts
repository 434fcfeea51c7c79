import { expect, test } from 'vitest'
import { sortedRows } from '../../../web/lib/ui/sorted-rows.ts'

type R = Record<string, string | number | null>
const order = (rows: readonly R[], key: string, descending: boolean) =>
  sortedRows(rows, { key, descending }, (row, column) => row[column] ?? null).map((row) => row[key])

test('numbers are ordered by size, unknown ones last in both directions', () => {
  const rows = [{ n: 10 }, { n: null }, { n: 9 }, { n: -1 }]
  expect(order(rows, 'n', false)).toEqual([-1, 9, 10, null])
  expect(order(rows, 'n', true)).toEqual([10, 9, -1, null])
})

test('words are ordered by pinyin, and numbers inside them by size', () => {
  const rows = [{ s: '华东' }, { s: '北京10店' }, { s: '北京9店' }, { s: '上海' }]
  expect(order(rows, 's', false)).toEqual(['北京9店', '北京10店', '华东', '上海'])
})

test('without an order the rows stay as they came', () => {
  expect(sortedRows([{ n: 2 }, { n: 1 }], null, () => null)).toEqual([{ n: 2 }, { n: 1 }])
})
