import ExcelJS from 'exceljs'
import { expect, it } from 'vitest'
import { column } from '../../../queries/column.ts'
import { xlsxOf } from '../../../server/routes/formats/xlsx.ts'

const columns = {
  day: column('date', 'Day', '日期'),
  tier: column('id', 'Tier', '层级', { words: { important: 'value_tier_important' } }),
  net_sales: column('money', 'Net sales', '净销售额'),
  share: column('ratio', 'Share', '占比'),
  n: column('count', 'n', '样本数'),
}
const answer = {
  ...{ data_version: 'v1', columns, row_count: 2 },
  values: {
    day: ['2026-01-31', null],
    tier: ['important', '=1+1'],
    net_sales: [1234.5, null],
    share: [0.25, 0],
    n: [1000, 0],
  },
}

/** The first sheet as a spreadsheet reads it. */
async function sheet(currency: string) {
  const bytes = await xlsxOf({
    about: [],
    sheets: [{ title: '层级', answer, params: {} }],
    ...{ locale: 'zh-CN', currency },
  })
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer)
  return workbook.worksheets[0]!
}

it('a workbook says codes and headings in words; days, amounts and shares are numbers with their format', async () => {
  const read = await sheet('CNY')
  expect(read.getRow(1).values).toEqual([undefined, '日期', '层级', '净销售额', '占比', '样本数'])
  const cells = [1, 2, 3, 4, 5].map((nth) => read.getRow(2).getCell(nth))
  expect(cells.map(({ value }) => value)).toEqual([new Date('2026-01-31'), '重要', 1234.5, 0.25, 1000])
  expect(cells.map(({ numFmt }) => numFmt)).toEqual([
    ...['yyyy-mm-dd', undefined, '"¥"#,##0.00', '0.0%', '#,##0'],
  ])
})

it('what is not known is an empty cell, zero is zero, and a formula is only text', async () => {
  const row = (await sheet('CNY')).getRow(3)
  expect([1, 2, 3, 4, 5].map((nth) => row.getCell(nth).value)).toEqual([null, '=1+1', null, 0, 0])
  expect(row.getCell(2).type).toBe(ExcelJS.ValueType.String)
})

it('money without a sign of its own, or of a currency that nobody knows, is told by its code', async () => {
  expect((await sheet('CHF')).getRow(2).getCell(3).numFmt).toBe('"CHF"#,##0.00')
  expect((await sheet('points')).getRow(2).getCell(3).numFmt).toBe('"points"#,##0.00')
})
