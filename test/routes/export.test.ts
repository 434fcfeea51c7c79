import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testServer } from './test-server.ts'

let server: Awaited<ReturnType<typeof testServer>>
beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.close())

const january = { from: '2026-01-01', to: '2026-01-31' }
const page = {
  title: '总览: 一月',
  filters: { ...january, store: ['东门店', '西门店'], region: [] },
  sheets: [
    { metric: 'test/sales', title: 'Sales', params: { ...january, limit: 2 } },
    { metric: 'test/sales', title: 'Sales', params: { ...january, store: ['东门店'] } },
  ],
}
const post = (payload: object) =>
  server.app.inject({ method: 'POST', url: '/api/export?lang=zh-CN', payload })

it('a page is one workbook: a sheet for each answer, and one that says what is in force', async () => {
  const response = await post(page)
  expect(response.headers['content-disposition']).toContain(encodeURIComponent('总览  一月'))
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(response.rawPayload as unknown as ExcelJS.Buffer)
  expect(workbook.worksheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([
    ['Sales', 3],
    ['Sales (2)', 3],
    ['说明', 10],
  ])
  const about = (workbook.getWorksheet('说明')!.getSheetValues().slice(1) as string[][]).map((row) =>
    row.slice(1),
  )
  expect(about.slice(0, 4)).toEqual([
    ['标题', '总览: 一月'],
    ['起始日', '2026-01-01'],
    ['截止日', '2026-01-31'],
    ['门店', '东门店、西门店'],
  ])
  expect(about).toContainEqual(['数据版本', 'v1'])
})

it('a sheet is narrowed down as the page is: by every member of a filter, and by no other', async () => {
  const narrowed = [['东门店', '=1+1'], ['=1+1'], []].map((store) => ({
    metric: 'test/sales',
    title: 'Sales',
    params: { from: '2026-01-01', to: '2026-02-28', store },
  }))
  const { rawPayload } = await post({ ...page, sheets: narrowed })
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(rawPayload as unknown as ExcelJS.Buffer)
  expect(workbook.worksheets.slice(0, 3).map(({ rowCount }) => rowCount - 1)).toEqual([5, 2, 6])
})

it('a sheet that cannot be answered makes the export fail, naming what is wrong', async () => {
  const broken = { ...page, sheets: [...page.sheets, { metric: 'test/broken', title: 'x', params: january }] }
  expect((await post(broken)).statusCode).toBe(500)
  const unknown = { ...page, sheets: [{ metric: 'test/none', title: 'x', params: {} }] }
  expect((await post(unknown)).json().error).toMatchObject({
    code: 'unknown_metric',
    parameter: 'sheets.0.metric',
  })
  const impossible = {
    ...page,
    sheets: [{ metric: 'test/sales', title: 'x', params: { ...january, to: '2026-01-32' } }],
  }
  expect((await post(impossible)).json().error).toMatchObject({ code: 'bad_date', parameter: 'to' })
})

it('odd names and titles are only text', async () => {
  const odd = { ...page, title: 'half a \ud83d pair', filters: { constructor: 'x', toString: 'y' } }
  const response = await post(odd)
  expect(response.statusCode).toBe(200)
  expect(response.headers['content-disposition']).toContain(encodeURIComponent('half a \ufffd pair'))
})
