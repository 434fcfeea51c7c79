import type { Column } from '../../../queries/metric.ts'
import type { Answer, CellValue } from '../../engine/engine.ts'
import { neutral } from '../../spreadsheet-text.ts'
import { rowsInWords } from '../../words/rows-in-words.ts'
import type { Reader } from '../../words/rows-in-words.ts'

const byteOrderMark = '\uFEFF'
const needsQuotes = /[",\r\n]|^\s|\s$/

/**
 * An answer as CSV that spreadsheets open as it is: UTF-8 with byte order mark, titles and codes in the reader's language,
 * CRLF, empty for null, money to four decimals as it is loaded. Text that a spreadsheet would run as a formula gets an apostrophe in front.
 */
export function csvOf(answer: Answer, reader: Reader): string {
  const columns = Object.values(answer.columns)
  const titles = columns.map((column) => column.title[reader.locale])
  const rows = rowsInWords(answer, reader).map((row) => row.map((value, at) => printed(columns[at]!, value)))
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
