import type { DayOrder } from '../../../queries/loading/plan.ts'

/** How a date is written, as far as its shape tells. */
export type DateForm =
  | { readonly kind: 'text'; readonly formats: (order: DayOrder) => string; readonly plain_iso: boolean }
  | { readonly kind: 'serial' | 'epoch_seconds' | 'epoch_milliseconds' }

/** Further facts about how a column's dates are written. */
export interface DateMarks {
  readonly offset: boolean
  readonly fraction: boolean
  readonly letter_t: boolean
  readonly chinese_noon: boolean
  /** Day and month are both numbers and either could come first. */
  readonly needs_order: boolean
  readonly two_digit_year: boolean
}

/** A date pattern that was recognised, and what marks it contains. */
export interface ReadShape {
  readonly form: DateForm
  readonly marks: DateMarks
}

const offsetEnd = /(?<=9:99(?::99)?(?:[.,]9+)?) ?(?:Z|z|UTC|GMT|[+-]99:?(?:99)?)$/
const month_long = /january|february|march|april|june|july|august|september|october|november|december/i
const month_short = /jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec/i

/** Recognises the shape of a date, date with time, or (for months) year and month; null when it is none. */
export function readDateShape(raw: string, monthly: boolean): ReadShape | null {
  const wide = raw.normalize('NFKC')
  const chinese_noon = /上午|下午/.test(wide)
  const letter_t = /9T9/i.test(wide)
  const offset = offsetEnd.test(wide)
  const noon = wide
    .replace(/ *(上午|下午) */, ' PM ')
    .replace(/(?<=9)T(?=9)/i, ' ')
    .replace(offsetEnd, '')
  const fraction = /(?<=9:99:99)[.,]9+/.test(noon)
  const text = noon.replace(/(?<=9:99:99)[.,]9+/, '')
  const marks = { offset, fraction, letter_t, chinese_noon }
  const number = numericForm(text)
  if (number !== null) return { form: number, marks: { ...marks, needs_order: false, two_digit_year: false } }
  const [, date = '', gap = '', time = ''] =
    /^(.*?)(?:( *)((?:[AP]M *)?9{1,2}:99.*|(?<=^9{8} )9{6}))?$/i.exec(text) ?? []
  const day = dateFormat(date, monthly)
  const clock = time === '' ? '' : timeFormat(time)
  if (day === null || clock === null) return null
  const formats = (order: DayOrder) => day.format(order) + gap + clock
  const plain_iso =
    /^9999[-/]9{1,2}[-/]9{1,2}$/.test(date) && (clock === '' || (gap === ' ' && clock.startsWith('%H:')))
  return {
    form: { kind: 'text', formats, plain_iso },
    marks: { ...marks, needs_order: day.needs_order, two_digit_year: day.two_digit_year },
  }
}

function numericForm(text: string): DateForm | null {
  if (/^9{5}(\.9+)?$/.test(text)) return { kind: 'serial' }
  if (/^9{10}$/.test(text)) return { kind: 'epoch_seconds' }
  return /^9{13}$/.test(text) ? { kind: 'epoch_milliseconds' } : null
}

interface DateFormat {
  readonly format: (order: DayOrder) => string
  readonly needs_order: boolean
  readonly two_digit_year: boolean
}

const fixed = (format: string, two_digit_year = false): DateFormat => ({
  format: () => format,
  needs_order: false,
  two_digit_year,
})

function dateFormat(date: string, monthly: boolean): DateFormat | null {
  const separated = /^9999([-/. ])9{1,2}\1(9{1,2})$/.exec(date)
  if (separated) return fixed(`%Y${separated[1]}%m${separated[1]}%d`)
  const chinese = /^9999( ?)年( ?)9{1,2}( ?)月( ?)9{1,2}( ?)([日号]?)$/.exec(date)
  if (chinese) {
    const [, a, b, c, d, e, end] = chinese
    return fixed(`%Y${a}年${b}%m${c}月${d}%d${e}${end}`)
  }
  if (date === '99999999') return fixed('%Y%m%d')
  if (date === '9'.repeat(14)) return fixed('%Y%m%d%H%M%S')
  if (date === '9'.repeat(12)) return fixed('%Y%m%d%H%M')
  return numericDayMonth(date) ?? namedMonth(date) ?? (monthly ? yearMonth(date) : null)
}

function numericDayMonth(date: string): DateFormat | null {
  const found = /^9{1,2}([-/. ])9{1,2}\1(9999|99)$/.exec(date)
  if (!found) return null
  const [, separator, year] = found
  const end = `${separator}${year === '99' ? '%y' : '%Y'}`
  return {
    format: (order) => (order === 'dmy' ? `%d${separator}%m${end}` : `%m${separator}%d${end}`),
    needs_order: true,
    two_digit_year: year === '99',
  }
}

function namedMonth(date: string): DateFormat | null {
  const name = month_long.test(date) ? '%B' : '%b'
  const shape = date.replace(month_long, 'M').replace(month_short, 'M')
  const dayFirst = /^9{1,2}([-/. ]?)M([-/. ]?)(9999|99)$/.exec(shape)
  if (dayFirst)
    return fixed(
      `%d${dayFirst[1]}${name}${dayFirst[2]}${dayFirst[3] === '99' ? '%y' : '%Y'}`,
      dayFirst[3] === '99',
    )
  const monthFirst = /^M([-. ]+)9{1,2}(,? )9999$/.exec(shape)
  if (monthFirst) return fixed(`${name}${monthFirst[1]}%d${monthFirst[2]}%Y`)
  const yearFirst = /^9999([-/. ])M([-/. ])9{1,2}$/.exec(shape)
  return yearFirst ? fixed(`%Y${yearFirst[1]}${name}${yearFirst[2]}%d`) : null
}

function yearMonth(date: string): DateFormat | null {
  const separated = /^9999([-/.])9{1,2}$/.exec(date)
  if (separated) return fixed(`%Y${separated[1]}%m`)
  if (date === '999999') return fixed('%Y%m')
  if (/^9999年9{1,2}月(份?)$/.test(date)) return fixed(date.endsWith('份') ? '%Y年%m月份' : '%Y年%m月')
  const named = /^(\p{L}+)([-/. ])(9999|99)$/u.exec(date)
  if (!named || !month_short.test(named[1]!)) return null
  return fixed(`${month_long.test(named[1]!) ? '%B' : '%b'}${named[2]}${named[3] === '99' ? '%y' : '%Y'}`)
}

function timeFormat(time: string): string | null {
  if (time === '999999') return '%H%M%S'
  const found = /^([AP]M *)?9{1,2}:99(:99)?( *)([AP]M)?$/i.exec(time)
  if (!found) return null
  const [, before, seconds, gap, after] = found
  const noon = before !== undefined || after !== undefined
  const clock = `%${noon ? 'I' : 'H'}:%M${seconds ? ':%S' : ''}`
  if (before !== undefined) return `%p${before.slice(2)}${clock}`
  return after === undefined ? clock : `${clock}${gap}%p`
}
