import type { Column, Locale } from '../../../queries/metric.ts'
import type { Answer, CellValue } from '../../engine/engine.ts'
import { rowsOf } from '../../engine/answer.ts'
import { neutral } from '../../spreadsheet-text.ts'

const byteOrderMark = '\uFEFF'
const needsQuotes = /[",\r\n]|^\s|\s$/

/**
 * An answer as CSV that spreadsheets open as it is: UTF-8 with byte order mark, titles in the reader's language,
 * CRLF, empty for null, money to four decimals as it is loaded. Text that a spreadsheet would run as a formula gets an apostrophe in front.
 */
export function csvOf(answer: Answer, locale: Locale): string {
  const columns = Object.values(answer.columns)
  const titles = columns.map((column) => column.title[locale])
  const rows = rowsOf(answer).map((row) =>
    Object.values(row).map((value, at) => printed(columns[at]!, value)),
  )
  return byteOrderMark + [titles, ...rows].map((row) => row.map(field).join(',') + '\r\n').join('')
}

function printed({ unit }: Column, value: CellValue): CellValue {
  return unit === 'money' && typeof value === 'number' ? Math.round(value * 10_000) / 10_000 : value
}

function field(value: CellValue): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const text = neutral(value)
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
