import ExcelJS from 'exceljs'
import { tableFromIPC } from '@uwdata/flechette'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, testServer } from './test-server.ts'

let server: Awaited<ReturnType<typeof testServer>>
beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.close())

const get = (url: string, headers: Record<string, string> = {}) => server.app.inject({ url, headers })
const expected = [
  { day: '2026-01-01', store: '=1+1', orders: 3, net_sales: -20, share: 0.5 },
  { day: '2026-01-01', store: '东门店', orders: 10, net_sales: 1234.5, share: 0.25 },
  { day: '2026-01-02', store: '=1+1', orders: null, net_sales: 0, share: 0.125 },
  { day: '2026-01-02', store: '东门店', orders: 12, net_sales: 999.99, share: null },
  { day: '2026-02-01', store: '东门店', orders: 7, net_sales: null, share: 1 },
  { day: '2026-02-01', store: null, orders: 1, net_sales: 1, share: 0 },
]

describe('an answer is the same in every format', () => {
  it('JSON, the default', async () => {
    const response = await get(ask('sales'))
    expect(response.headers).toMatchObject({
      'content-type': 'application/json',
      'x-data-version': 'v1',
      'x-row-count': '6',
    })
    expect(response.json()).toEqual({
      data_version: 'v1',
      columns: [
        { name: 'day', unit: 'date' },
        { name: 'store', unit: 'text' },
        { name: 'orders', unit: 'count' },
        { name: 'net_sales', unit: 'money' },
        { name: 'share', unit: 'ratio' },
      ],
      rows: expected,
    })
  })

  it('Arrow', async () => {
    const response = await get(ask('sales'), { accept: 'application/vnd.apache.arrow.stream' })
    const table = tableFromIPC(response.rawPayload, { useDate: true })
    const rows = table
      .toArray()
      .map((row) => ({ ...row, day: (row as { day: Date }).day.toISOString().slice(0, 10) }))
    expect(rows).toEqual(expected)
    expect(table.schema.metadata).toEqual(
      new Map([
        ['data_version', 'v1'],
        ['row_count', '6'],
      ]),
    )
  })

  it('CSV, for spreadsheets: byte order mark, titles, nothing that runs as a formula', async () => {
    const response = await get(ask('sales', { format: 'csv' }), { 'accept-language': 'zh-CN,zh;q=0.9' })
    expect(response.headers['content-disposition']).toContain(encodeURIComponent('销售'))
    expect(response.body).toBe(
      '\uFEFF日期,门店,订单数,净销售额,占比\r\n' +
        "2026-01-01,'=1+1,3,-20,0.5\r\n" +
        '2026-01-01,东门店,10,1234.5,0.25\r\n' +
        "2026-01-02,'=1+1,,0,0.125\r\n" +
        '2026-01-02,东门店,12,999.99,\r\n' +
        '2026-02-01,东门店,7,,1\r\n' +
        '2026-02-01,,1,1,0\r\n',
    )
  })

  it('XLSX, with a sheet that says what it is', async () => {
    const response = await get(ask('sales', { format: 'xlsx', store: '东门店' }))
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(response.rawPayload as unknown as ExcelJS.Buffer)
    const values = workbook.getWorksheet('Sales')!.getSheetValues().slice(2) as unknown[][]
    expect(values.map((row) => row.slice(1))).toEqual([
      [new Date('2026-01-01'), '东门店', 10, 1234.5, 0.25],
      [new Date('2026-01-02'), '东门店', 12, 999.99],
      [new Date('2026-02-01'), '东门店', 7, , 1], // eslint-disable-line no-sparse-arrays
    ])
    const about = new Map(
      (workbook.getWorksheet('About')!.getSheetValues().slice(1) as string[][]).map(([, label, text]) => [
        label,
        text,
      ]),
    )
    expect(Object.fromEntries(about)).toMatchObject({
      Title: 'Sales',
      Definition: 'What was sold.',
      From: '2026-01-01',
      To: '2026-02-28',
      Store: '东门店',
      'Data version': 'v1',
      By: 'Store',
      'Data built at': '2026-03-04 13:06:07',
    })
  })

  it('text in a workbook is text, whatever it looks like', async () => {
    const response = await get(ask('sales', { format: 'xlsx', store: '=1+1' }))
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(response.rawPayload as unknown as ExcelJS.Buffer)
    const cell = workbook.getWorksheet('Sales')!.getCell('B2')
    expect(cell.type).toBe(ExcelJS.ValueType.String)
    expect(cell.value).toBe('=1+1')
  })

  it('the format asked for in the address wins over the one in the header', async () => {
    const response = await get(ask('sales', { format: 'json' }), { accept: 'text/csv' })
    expect(response.headers['content-type']).toBe('application/json')
  })
})

describe('a parameter that is wrong is named, in the reader’s language', () => {
  it.each([
    [{ storre: 'x' }, 'unknown_parameter', 'storre'],
    [{ scope: '*' }, 'unknown_parameter', 'scope'],
    [{ from: [] }, 'missing_parameter', 'from'],
    [{ from: ['2026-01-01', '2026-01-02'] }, 'repeated_parameter', 'from'],
    [{ from: '2026-02-30' }, 'bad_date', 'from'],
    [{ from: '2025-02-29' }, 'bad_date', 'from'],
    [{ to: '20260131' }, 'bad_date', 'to'],
    [{ to: '2026-1-31' }, 'bad_date', 'to'],
    [{ to: '9999-12-31' }, 'bad_date', 'to'],
    [{ from: '2026-03-01' }, 'period_reversed', 'from'],
    [{ base_from: '2025-06-01' }, 'period_reversed', 'base_from'],
    [{ by: 'customer' }, 'bad_choice', 'by'],
    [{ grain: 'hour' }, 'bad_choice', 'grain'],
    [{ limit: '0' }, 'bad_count', 'limit'],
    [{ limit: '1001' }, 'bad_count', 'limit'],
    [{ limit: '7.5' }, 'bad_count', 'limit'],
    [{ limit: '1e2' }, 'bad_count', 'limit'],
    [{ limit: '' }, 'bad_count', 'limit'],
    [{ store: '' }, 'bad_text', 'store'],
    [{ store: 'a\u0000b' }, 'bad_text', 'store'],
    [{ store: 'x'.repeat(201) }, 'bad_text', 'store'],
    [{ store: Array.from({ length: 501 }, (_, n) => `s${n}`) }, 'too_many_members', 'store'],
    [{ from: '2010-01-01', to: '2026-01-01', grain: 'day' }, 'period_too_long', 'to'],
    [{ format: 'pdf' }, 'bad_choice', 'format'],
  ] as const)('%j → %s', async (parameters, code, parameter) => {
    const url = ask('sales', parameters as Record<string, string | readonly string[]>)
    const [en, zh] = await Promise.all([
      get(url, { 'accept-language': 'en-GB' }),
      get(url, { 'accept-language': 'zh-TW' }),
    ])
    for (const response of [en, zh]) {
      expect(response.statusCode).toBe(400)
      expect(response.json().error).toMatchObject({ code, parameter })
      expect(response.json().error.message).toContain(parameter)
    }
    expect(en.json().error.message).not.toMatch(/\p{Script=Han}/u)
    expect(zh.json().error.message).toMatch(/\p{Script=Han}/u)
  })

  it('hostile text in a parameter is only text', async () => {
    const response = await get(ask('sales', { store: [`x'; drop table sales; --`, '$from', '{a:String}'] }))
    expect(response.json().rows).toEqual([])
    expect((await get(ask('sales'))).json().rows).toHaveLength(6)
  })

  it('an unknown metric says where the catalogue is', async () => {
    const response = await get('/api/metrics/test/nothing')
    expect(response.statusCode).toBe(404)
    expect(response.json().error).toMatchObject({ code: 'unknown_metric' })
  })

  it('a format that nobody offers is not acceptable', async () => {
    expect((await get(ask('sales'), { accept: 'application/pdf' })).statusCode).toBe(406)
  })
})

describe('an answer is complete or an error', () => {
  it.each(['json', 'arrow', 'csv', 'xlsx'])('a row that fails half-way, as %s', async (format) => {
    const response = await get(ask('broken', { format }))
    expect(response.statusCode).toBe(500)
    expect(response.json()).toEqual({
      error: { code: 'query_failed', message: expect.not.stringContaining('planted') as string },
    })
  })

  it.each(['json', 'arrow', 'csv', 'xlsx'])('more rows than allowed, as %s', async (format) => {
    const response = await get(ask('endless', { format }))
    expect(response.statusCode).toBe(422)
    expect(response.json().error.code).toBe('too_many_rows')
  })
})

describe('caching', () => {
  it('a client that has the answer is told so without asking again', async () => {
    const first = await get(ask('sales'))
    const before = server.answering.counts.answered
    const again = await get(ask('sales'), { 'if-none-match': first.headers.etag as string })
    expect(again.statusCode).toBe(304)
    expect(again.body).toBe('')
    expect(server.answering.counts.answered).toBe(before)
  })

  it('another format, parameter or language has another tag', async () => {
    const urls = [
      get(ask('sales')),
      get(ask('sales', { format: 'arrow' })),
      get(ask('sales', { limit: '5' })),
      get(ask('sales', { format: 'csv' })),
      get(ask('sales', { format: 'csv' }), { 'accept-language': 'zh' }),
    ]
    const tags = (await Promise.all(urls)).map(({ headers }) => headers.etag)
    expect(new Set(tags).size).toBe(5)
  })

  it('two metrics with the same SQL and the same parameters have each an answer of its own', async () => {
    const [one, other] = [await get(ask('version')), await get(ask('twin'))]
    const units = (response: typeof one) => response.json().columns.map(({ unit }: { unit: string }) => unit)
    expect([units(one), units(other)]).toEqual([
      ['id', 'count'],
      ['text', 'money'],
    ])
    expect(one.headers.etag).not.toBe(other.headers.etag)
  })

  it('an answer is computed once and then comes from memory', async () => {
    const url = ask('sales', { limit: '6' })
    await get(url)
    const { answered, cached } = server.answering.counts
    await get(url)
    expect(server.answering.counts).toMatchObject({ answered, cached: cached + 1 })
  })

  it('the same question asked ten times at once is computed once', async () => {
    const before = server.answering.counts.answered
    const responses = await Promise.all(
      Array.from({ length: 10 }, () => get(ask('version', { to: '2026-02-27' }))),
    )
    expect(responses.every(({ statusCode }) => statusCode === 200)).toBe(true)
    expect(server.answering.counts.answered).toBe(before + 1)
  })
})

describe('the catalogue and the explanations', () => {
  it('every metric is listed with titles and definitions in both languages', async () => {
    const { metrics } = (await get('/api/metrics')).json()
    expect(metrics[0]).toMatchObject({
      id: 'test/sales',
      title: { en: 'Sales', 'zh-CN': '销售' },
      columns: { net_sales: { unit: 'money' } },
      params: {
        from: { kind: 'date' },
        by: { words: { store: { en: 'Store', 'zh-CN': '门店' }, region: { en: 'Region', 'zh-CN': '区域' } } },
      },
    })
  })

  it('a number says how it came about', async () => {
    const response = await get(ask('sales', { store: '东门店' }).replace('/sales?', '/sales/explain?'))
    expect(response.json()).toMatchObject({
      id: 'test/sales',
      definition: { en: 'What was sold.' },
      sql: expect.stringContaining('from sales') as string,
      params: { from: '2026-01-01', store: ['东门店'], region: [], scope: ['*'] },
      rows_read: 6,
      data_version: 'v1',
      built_at: '2026-03-04T05:06:07.000Z',
      freshness: [{ table_name: 'purchases', rows: 6 }],
    })
  })

  it('an explanation refuses the same parameters as the answer', async () => {
    const response = await get(ask('sales', { to: '2026-02-30' }).replace('/sales?', '/sales/explain?'))
    expect(response.json().error).toMatchObject({ code: 'bad_date', parameter: 'to' })
  })
})
