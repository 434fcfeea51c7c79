import { describe, expect, it } from 'vitest'
import { column } from '../../../queries/column.ts'
import { csvOf } from '../../../server/routes/formats/csv.ts'

describe('CSV for spreadsheets', () => {
  it('prints money to four decimals, as it is loaded, and other numbers in full', () => {
    const answer = {
      data_version: 'v1',
      columns: {
        net_sales: column('money', 'Net sales', '净销售额'),
        share: column('ratio', 'Share', '占比'),
      },
      values: { net_sales: [1_112_915.2399999974, 0.1 + 0.2, -7.12345], share: [1 / 3, null, 0] },
      row_count: 3,
    }
    expect(csvOf(answer, { locale: 'en', params: {} })).toBe(
      '\uFEFFNet sales,Share\r\n1112915.24,0.3333333333333333\r\n0.3,\r\n-7.1234,0\r\n',
    )
  })
})
