import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, expect, it } from 'vitest'
import { detectFile } from '../../../server/load/read/detect-file.ts'
import { openWorkbook } from '../../../server/load/read/read-xlsx.ts'
import { cellText, dateStyles } from '../../../server/load/read/xlsx-cells.ts'

const folder = mkdtempSync(join(tmpdir(), 'xlsx-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function rowsOf(path: string, sheet?: string) {
  const workbook = await openWorkbook(path)
  try {
    return await Array.fromAsync(workbook.rows(sheet ?? workbook.sheets[0]!))
  } finally {
    await workbook.close()
  }
}

it('a workbook that another program wrote is read as it was meant', async () => {
  const book = new ExcelJS.Workbook()
  const hidden = book.addWorksheet('Hidden')
  hidden.state = 'hidden'
  hidden.addRow(['no'])
  book.addWorksheet('Empty')
  const sheet = book.addWorksheet('Sales & more')
  sheet.addRow(['会员号', 'when', 'amount', 'yes', 'link'])
  sheet.addRow([
    17850,
    new Date('2026-01-02T10:05:00Z'),
    19.99,
    true,
    { text: 'shop', hyperlink: 'http://a.example' },
  ])
  sheet.addRow([])
  sheet.addRow([' x<y> ', new Date('2026-01-02'), 0.1 + 0.2, false, { formula: 'A1', result: 'R' }])
  sheet.getColumn(2).numFmt = 'yyyy-mm-dd hh:mm'
  const path = join(folder, 'book.xlsx')
  await book.xlsx.writeFile(path)
  expect(await rowsOf(path, 'Sales & more')).toEqual([
    { line: 1, cells: ['会员号', 'when', 'amount', 'yes', 'link'] },
    { line: 2, cells: ['17850', '2026-01-02 10:05:00', '19.99', 'true', 'shop'] },
    { line: 4, cells: [' x<y> ', '2026-01-02', '0.3', 'false', 'R'] },
  ])
  const detection = await detectFile(path)
  expect(detection.sheets).toEqual(['Empty', 'Sales & more'])
  expect(detection.options).toEqual({ sheet: 'Sales & more', header_row: 1 })
  await expect(detectFile(path, { sheet: 'Hidden' })).rejects.toMatchObject({ code: 'unknown_sheet' })
})

it('the streaming writer, which names no cells it leaves out, is read too', async () => {
  const path = join(folder, 'streamed.xlsx')
  const writer = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path })
  const sheet = writer.addWorksheet('S')
  for (let line = 1; line <= 3000; line += 1) sheet.addRow([line, null, `text ${line}`]).commit()
  await writer.commit()
  const rows = await rowsOf(path)
  expect(rows).toHaveLength(3000)
  expect(rows[2999]).toEqual({ line: 3000, cells: ['3000', null, 'text 3000'] })
})

const context = { shared: ['shared'], from_1904: false }

it.each([
  ['n', '17850', 'number', '17850'],
  ['n', '0.10000000000000001', 'number', '0.1'],
  ['n', '123456789012345', 'number', '123456789012345'],
  ['n', '123456789012345678', 'number', '1.2345678901234568e+17'],
  ['n', '60', 'date', '1900-02-28'],
  ['n', '1', 'date', '1900-01-01'],
  ['n', '46024.5', 'date', '2026-01-02 12:00:00'],
  ['n', '0.75', 'time', '18:00:00'],
  ['d', '2026-01-02T10:00:00', 'number', '2026-01-02 10:00:00'],
  ['s', '0', 'number', 'shared'],
  ['s', '7', 'number', null],
  ['b', '1', 'number', 'true'],
  ['e', '#N/A', 'number', '#N/A'],
] as const)('a cell of type %s holding %s (%s) says %s', (type, value, format, expected) => {
  expect(cellText(type, value, { ...context, format })).toBe(expected)
})

it('a number is a date when its format has a day or a year', () => {
  const codes = new Map([
    [164, 'yyyy"年"m"月"d"日"'],
    [165, '#,##0.00 "days"'],
    [166, '[h]:mm:ss'],
    [167, '[Red]0.00'],
    [168, 'mmm-yy'],
    [169, 'General'],
  ])
  expect(dateStyles([0, 2, 14, 20, 22, 58, 164, 165, 166, 167, 168, 169], codes)).toEqual([
    'number',
    'number',
    'date',
    'time',
    'date',
    'date',
    'date',
    'number',
    'time',
    'number',
    'date',
    'number',
  ])
})

it('a part of the archive that says one thing and is another is damage, not a crash', async () => {
  const path = join(folder, 'cut.xlsx')
  writeFileSync(path, Buffer.from('504b0304', 'hex'))
  await expect(detectFile(path)).rejects.toMatchObject({ code: 'damaged_file' })
})
