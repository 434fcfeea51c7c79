/** What a number in a cell stands for. */
export type CellFormat = 'number' | 'date' | 'time'

/** What a cell's value depends on besides the cell. */
export interface CellContext {
  readonly shared: readonly string[]
  readonly format: CellFormat | undefined
  /** Days are counted from 1904 instead of 1900. */
  readonly from_1904: boolean
}

const day_ms = 86_400_000
const spreadsheet_digits = 15

/**
 * A cell's value as text: numbers with the 15 digits a spreadsheet keeps, dates as `YYYY-MM-DD[ HH:MM:SS]`, times of
 * day as `HH:MM:SS`. A whole number of more digits has lost some and comes in scientific form, so that it is not
 * mistaken for an identifier.
 */
export function cellText(
  type: string,
  value: string,
  { shared, format, from_1904 }: CellContext,
): string | null {
  switch (type) {
    case 's':
      return shared[Number(value)] ?? null
    case 'b':
      return value.trim() === '1' ? 'true' : 'false'
    case 'str':
    case 'inlineStr':
    case 'e':
      return value
    case 'd':
      return value.replace('T', ' ')
    default:
      return numberText(value, format ?? 'number', from_1904)
  }
}

/** What each cell style makes of a number. `ids` are the styles' number formats, `codes` the workbook's own formats. */
export function dateStyles(ids: readonly number[], codes: ReadonlyMap<number, string>): CellFormat[] {
  return ids.map((id) => {
    const code = codes.get(id)
    if (code !== undefined) return formatOf(code)
    if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return 'time'
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58) ? 'date' : 'number'
  })
}

function formatOf(code: string): CellFormat {
  const bare = code.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[(?![hms]+\])[^\]]*\]/gi, '')
  const first = bare.split(';')[0]!
  if (/[yd]/i.test(first)) return 'date'
  if (/[hs]/i.test(first)) return 'time'
  return /m/i.test(first) ? 'date' : 'number'
}

function numberText(value: string, format: CellFormat, from_1904: boolean): string {
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  if (format === 'date' && number >= 1 && number < 2_958_466) return serialText(number, from_1904)
  if (format === 'time' && number >= 0 && number < 1) return isoOf(number).slice(11)
  if (Number.isInteger(number))
    return Math.abs(number) < 10 ** spreadsheet_digits ? String(number) : number.toExponential()
  return String(Number(number.toPrecision(spreadsheet_digits)))
}

/** 1900 was no leap year, but spreadsheets count 29 February 1900 as day 60. */
function serialText(serial: number, from_1904: boolean): string {
  const days = from_1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial
  const text = isoOf(days)
  return Number.isInteger(serial) ? text.slice(0, 10) : text
}

function isoOf(days: number): string {
  const milliseconds = Math.round(days * day_ms)
  const iso = new Date(Date.UTC(1899, 11, 30) + milliseconds).toISOString()
  return iso
    .slice(0, 23)
    .replace('T', ' ')
    .replace(/\.000$/, '')
}
