import ExcelJS from 'exceljs'
import type { Column, Locale, Unit } from '../../../queries/metric.ts'
import type { Answer, CellValue, Question } from '../../engine/engine.ts'
import { rowsInWords } from '../../words/rows-in-words.ts'

/** An answer as a sheet, and what was asked. */
export interface Sheet {
  readonly title: string
  readonly answer: Answer
  readonly params: Question['params']
}

/** A line of the sheet that says what the workbook is. */
export type AboutLine = readonly [label: string, text: string]

/** What a workbook is made of; titles, codes and units are printed in its language. */
export interface Workbook {
  readonly about: readonly AboutLine[]
  readonly sheets: readonly Sheet[]
  readonly locale: Locale
  /** In which money is told, as ISO 4217 names it. */
  readonly currency: string
}

const numberFormats: Readonly<Partial<Record<Unit, string>>> = {
  date: 'yyyy-mm-dd',
  instant: 'yyyy-mm-dd hh:mm:ss',
  count: '#,##0',
  quantity: '#,##0.##',
  ratio: '0.0%',
  days: '#,##0.0',
  hours: '#,##0.0',
  score: '0.0',
}
const aboutTitle = { 'zh-CN': '说明', en: 'About' } as const

/**
 * A workbook with one sheet for each answer and a last one that says what they are. Days, instants (UTC) and numbers
 * are typed cells; text is always text, never a formula.
 */
export async function xlsxOf({ about, sheets, locale, currency }: Workbook): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  const names = new Set<string>()
  for (const sheet of sheets) addAnswer(workbook, sheetName(sheet.title, names), sheet, { locale, currency })
  const notes = workbook.addWorksheet(sheetName(aboutTitle[locale], names))
  notes.columns = [{ width: 24 }, { width: 100 }]
  for (const line of about) notes.addRow([...line]).getCell(2).alignment = { wrapText: true, vertical: 'top' }
  notes.getColumn(1).font = { bold: true }
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

function addAnswer(
  workbook: ExcelJS.Workbook,
  name: string,
  { answer, params }: Sheet,
  { locale, currency }: Pick<Workbook, 'locale' | 'currency'>,
): void {
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  const columns = Object.values(answer.columns)
  sheet.columns = columns.map((column) => columnStyle(column, locale, currency))
  sheet.getRow(1).font = { bold: true }
  for (const row of rowsInWords(answer, { locale, params }))
    sheet.addRow(row.map((value, index) => cell(columns[index]!.unit, value)))
}

function columnStyle({ unit, title }: Column, locale: Locale, currency: string): Partial<ExcelJS.Column> {
  const numFmt = unit === 'money' ? `"${signOf(currency)}"#,##0.00` : numberFormats[unit]
  return {
    header: title[locale],
    width: Math.max(12, title[locale].length * 2),
    ...(numFmt && { style: { numFmt } }),
  }
}

/** ¥ for CNY; the code itself where it has no sign. */
function signOf(currency: string): string {
  if (!/^[a-z]{3}$/i.test(currency)) return currency.replaceAll('"', '')
  const options = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
  const parts = new Intl.NumberFormat('en', options).formatToParts(0)
  return parts.find(({ type }) => type === 'currency')?.value ?? currency
}

function cell(unit: Unit, value: CellValue): CellValue | Date {
  return (unit === 'date' || unit === 'instant') && value !== null ? new Date(value as string) : value
}

const forbidden = /[\\/?*[\]:\p{Cc}]/gu
const longest = 31

/** A name that a workbook accepts and has not used yet. */
function sheetName(title: string, used: Set<string>): string {
  const wanted = title.replace(forbidden, ' ')
  for (let n = 1; ; n += 1) {
    const suffix = n === 1 ? '' : ` (${n})`
    const name = (withoutQuotes(wanted.slice(0, longest - suffix.length)) || 'Sheet') + suffix
    if (used.has(name.toLowerCase())) continue
    used.add(name.toLowerCase())
    return name
  }
}

/** A name may neither begin nor end with an apostrophe. */
function withoutQuotes(name: string): string {
  return name.replace(/^['\s]+|['\s]+$/g, '')
}
