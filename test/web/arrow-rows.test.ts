import { tableFromArrays, tableToIPC } from 'apache-arrow'
import { describe, expect, test } from 'vitest'
import { column } from '../../queries/column.ts'
import { arrowBytes } from '../../server/engine/arrow.ts'
import { arrowRows } from '../../web/lib/arrow-rows.ts'

const columns = {
  bucket: column('date', 'Bucket', '时段'),
  at: column('instant', 'At', '时间'),
  store: column('text', 'Store', '门店'),
  orders: column('count', 'Orders', '订单数'),
  net_sales: column('money', 'Net sales', '净销售额'),
  is_open: column('flag', 'Open', '营业'),
}
const values = {
  bucket: ['2024-02-29', '1969-12-31', null],
  at: ['2026-07-01T15:59:59.000Z', null, '2026-07-01T16:00:00.000Z'],
  store: ['人民广场店', '', null],
  orders: [9_007_199_254_740_991, 0, null],
  net_sales: [1234.56, -0.01, null],
  is_open: [true, false, null],
}
const answer = { columns, values, row_count: 3, data_version: 'a1b2' }

describe('an answer on the wire', () => {
  test('arrives as it was sent, unknown values and all', () => {
    const { rows, data_version } = arrowRows(arrowBytes(answer), columns)
    expect(data_version).toBe('a1b2')
    expect(rows).toEqual(
      [0, 1, 2].map((row) =>
        Object.fromEntries(Object.entries(values).map(([name, all]) => [name, all[row]])),
      ),
    )
  })

  test('may have no rows', () => {
    const none = {
      ...answer,
      row_count: 0,
      values: Object.fromEntries(Object.keys(columns).map((name) => [name, []])),
    }
    expect(arrowRows(arrowBytes(none), columns).rows).toEqual([])
  })

  test('that was cut short is refused', () => {
    const short = arrowBytes({ ...answer, row_count: 4 })
    expect(() => arrowRows(short, columns)).toThrow(RangeError)
  })
  test('that does not say how many rows it has is refused', () => {
    const silent = tableToIPC(tableFromArrays({ orders: [1, 2] }))
    expect(() => arrowRows(silent, { orders: columns.orders })).toThrow('ended early')
  })
})
