import { expect, it } from 'vitest'
import { tableText } from '../../server/commands/table-text.ts'

it('a table for the terminal sets numbers right, counts wide characters twice and keeps control characters out', () => {
  const rows = [
    ['东门店', 12, 0.333333],
    ['a\u001b[31m', null, 1],
  ]
  expect(tableText(['门店', 'orders', '占比'], rows)).toBe(
    [
      '门店    orders    占比',
      '──────  ──────  ──────',
      '东门店      12  0.3333',
      'a [31m       —       1',
      '',
    ].join('\n'),
  )
})

it('a table without rows keeps its titles', () => {
  expect(tableText(['id'], [])).toBe('id\n──\n')
})
