import { expect, test } from 'vitest'
import { canonicalTables, tableNames } from '../../../queries/tables.ts'
import { tableTiers } from '../../../web/lib/data/table-tiers.ts'
import { template } from '../../../web/lib/data/templates.ts'

test('a Chinese template carries the Chinese field names, opens correctly in Excel and is named after its table', () => {
  expect(template('stores', 'zh-CN')).toEqual({
    file_name: '门店.csv',
    text: '\uFEFF门店编号,门店名称,区域,城市,经营方式,店型,开业日期,闭店日期\r\n',
  })
})

test('an English template carries the field names of the data model', () => {
  expect(template('grades', 'en')).toEqual({
    file_name: 'grades.csv',
    text: '\uFEFFcustomer_id,effective_on,grade\r\n',
  })
})

test('no header of any template needs quoting and none occurs twice', () => {
  for (const table of tableNames)
    for (const locale of ['zh-CN', 'en'] as const) {
      const headers = template(table, locale).text.slice(1, -2).split(',')
      const fields = Object.values(canonicalTables[table].fields)
      expect(headers).toHaveLength(fields.filter((field) => field.class !== 'generated').length)
      expect(new Set(headers).size, `${table} ${locale}`).toBe(headers.length)
      expect(headers.join('')).not.toMatch(/["\r\n]/)
    }
})

test('every canonical table is asked for exactly once', () => {
  const asked = [...tableTiers.start, ...tableTiers.next, ...tableTiers.later]
  expect(asked.toSorted()).toEqual(tableNames.toSorted())
})
