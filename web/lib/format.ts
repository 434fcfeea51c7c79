import type { Locale, Unit } from '../../queries/metric.ts'
import type { Grain } from '../../queries/parameters.ts'
import type { Range } from '../../queries/day.ts'

/** What a cell of an answer may hold. */
export type Value = string | number | boolean | null | undefined

/** How a value is printed beyond what its unit says. */
export interface FormatOptions {
  /** Short: 万 and 亿 in Chinese, K, M and B in English. */
  readonly compact?: boolean
  /** False leaves the currency sign out, for an axis or a column whose title carries it. */
  readonly currency?: boolean
  /** Fixed number of decimals instead of the unit's own. */
  readonly digits?: number
  /** Writes the plus sign as well. */
  readonly signed?: boolean
}

/** A printed value in three pieces, so that the unit can stand small beside the number. */
export interface Parts {
  readonly before: string
  readonly number: string
  readonly after: string
}

const nothing = '—'
let locale: () => Locale = () => 'zh-CN'
let currency: () => string | null = () => null

/** Tells the formats where language and currency come from; the shell does this once. */
export function formatWith(source: { locale: () => Locale; currency: () => string | null }) {
  locale = source.locale
  currency = source.currency
}

/** A value as it is printed: `—` for null, tabular digits, a true minus sign, the unit once. */
export function format(value: Value, unit: Unit, options: FormatOptions = {}): string {
  const { before, number, after } = formatParts(value, unit, options)
  return `${before}${number}${after}`
}

/** The same as `format`, in pieces. */
export function formatParts(value: Value, unit: Unit, options: FormatOptions = {}): Parts {
  if (value === null || value === undefined || value === '') return { before: '', number: nothing, after: '' }
  if (unit === 'flag') return plain(value ? words().yes : words().no)
  if (unit === 'date') return plain(formatDay(String(value)))
  if (unit === 'instant') return plain(formatInstant(String(value)))
  if (typeof value !== 'number') return plain(String(value))
  if (!Number.isFinite(value)) return plain(nothing)
  return numberParts(value, unit, options)
}

function plain(number: string): Parts {
  return { before: '', number, after: '' }
}

function numberParts(value: number, unit: Unit, options: FormatOptions): Parts {
  const size = Math.abs(value)
  if (unit === 'ratio') {
    const number = decimal(size * 100, options.digits ?? ratioDigits(size))
    return { before: signOf(value, number, options), number, after: '%' }
  }
  const symbol = unit === 'money' && options.currency !== false ? currencySign() : ''
  const { scaled, after } = options.compact ? compacted(size) : { scaled: size, after: '' }
  const digits = options.digits ?? (after ? shortDigits(scaled) : ownDigits(size, unit))
  const number = decimal(scaled, digits)
  return {
    before: `${signOf(value, number, options)}${symbol}`,
    number,
    after: after || unitWord(unit, number),
  }
}

function unitWord(unit: Unit, number: string): string {
  const { units, unit_of_one } = words()
  return (number === '1' && unit_of_one[unit]) || units[unit] || ''
}

/** A number that is printed as zero has no sign. */
function signOf(value: number, printed: string, { signed }: FormatOptions): string {
  if (!/[1-9]/.test(printed)) return ''
  return value < 0 ? '−' : signed ? '+' : ''
}

function ratioDigits(size: number): number {
  return size > 0 && size < 0.01 ? 2 : 1
}

function ownDigits(size: number, unit: Unit): number {
  if (unit === 'count') return 0
  if (unit === 'money') return size >= 1000 || Number.isInteger(size) ? 0 : 2
  if (unit === 'quantity') return Number.isInteger(size) ? 0 : 2
  return 1
}

function shortDigits(scaled: number): number {
  return scaled < 10 ? 2 : scaled < 100 ? 1 : 0
}

function compacted(size: number): { scaled: number; after: string } {
  const step = words().steps.find(({ from }) => size >= from)
  return step ? { scaled: size / step.factor, after: step.name } : { scaled: size, after: '' }
}

function decimal(value: number, digits: number): string {
  return decimalFormat(locale(), digits).format(value)
}

function currencySign(): string {
  const code = currency()
  return code ? signOfCurrency(locale(), code) : ''
}

/** Making a format takes a hundred times as long as printing with it, so that each is made once. */
function madeOnce<K extends readonly (string | number)[], T>(make: (...of: K) => T): (...of: K) => T {
  const made = new Map<string, T>()
  return (...of) => {
    const key = of.join()
    const known = made.get(key)
    if (known !== undefined) return known
    const fresh = make(...of)
    made.set(key, fresh)
    return fresh
  }
}

const decimalFormat = madeOnce(
  (language: Locale, digits: number) =>
    new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
)

const signOfCurrency = madeOnce((language: Locale, code: string) => {
  const style = { style: 'currency', currency: code, currencyDisplay: 'narrowSymbol' } as const
  const parts = new Intl.NumberFormat(language, style).formatToParts(0)
  return parts.find((part) => part.type === 'currency')?.value ?? ''
})

/** A calendar day: `2026年7月1日` or `1 Jul 2026`; without the year when asked. */
export function formatDay(day: string, { year = true }: { year?: boolean } = {}): string {
  return dayFormat(locale(), year ? 'day' : 'day of a year').format(Date.parse(day))
}

/** A range as printed, both ends included; a year that both ends share is written once. */
export function formatRange({ from, to }: Range): string {
  if (from === to) return formatDay(from)
  const sameYear = from.slice(0, 4) === to.slice(0, 4)
  const [first, last] =
    locale() === 'en'
      ? [formatDay(from, { year: !sameYear }), formatDay(to)]
      : [formatDay(from), formatDay(to, { year: !sameYear })]
  return `${first} – ${last}`
}

/** The name of a bucket that starts on a day: `2026年7月`, `Q3 2026`, `1 Jul`. */
export function formatBucket(day: string, grain: Grain): string {
  if (grain === 'month') return dayFormat(locale(), 'month').format(Date.parse(day))
  if (grain !== 'quarter') return formatDay(day, { year: false })
  const quarter = Math.ceil(Number(day.slice(5, 7)) / 3)
  return locale() === 'en' ? `Q${quarter} ${day.slice(0, 4)}` : `${day.slice(0, 4)}年第${quarter}季度`
}

/** An instant in the reader's zone, to the minute, its day as every day is printed. */
export function formatInstant(instant: string): string {
  const month = locale() === 'en' ? 'short' : 'long'
  const day = { year: 'numeric', month, day: 'numeric' } as const
  const time = { hour: '2-digit', minute: '2-digit' } as const
  return new Intl.DateTimeFormat(dayLanguage(locale()), { ...day, ...time }).format(new Date(instant))
}

const dayLanguage = (language: Locale) => (language === 'en' ? 'en-GB' : language)

const dayFormat = madeOnce((language: Locale, shown: 'day' | 'day of a year' | 'month') => {
  const year = shown === 'day of a year' ? undefined : 'numeric'
  const day = shown === 'month' ? undefined : 'numeric'
  const month = language === 'en' ? 'short' : 'long'
  return new Intl.DateTimeFormat(dayLanguage(language), { year, month, day, timeZone: 'UTC' })
})

/** A change against a base. */
export interface Delta {
  readonly direction: 'up' | 'down' | 'flat'
  /** What is printed: a share of the base, or percentage points for a ratio and points for a score. */
  readonly text: string
  /** The absolute change, printed, for a tooltip. */
  readonly detail: string
}

/**
 * The change from `base` to `value` as it is printed. A ratio changes by percentage points, a score by points, all else
 * by a share of the base; when the base is not positive a share has no meaning and the difference itself is printed.
 * Null when either is unknown.
 */
export function formatDelta(value: number | null, base: number | null, unit: Unit): Delta | null {
  if (value === null || base === null) return null
  const difference = value - base
  const detail = differenceText(difference, unit)
  const byShare = unit !== 'ratio' && unit !== 'score' && base > 0
  const text = byShare ? format(difference / base, 'ratio', { signed: true }) : detail
  const shown = Number(text.replace('−', '-').replace(/[^\d.-]/g, ''))
  return {
    direction: shown === 0 ? 'flat' : difference > 0 ? 'up' : 'down',
    text: shown === 0 ? text.replace(/^[+−]/, '') : text,
    detail,
  }
}

function differenceText(difference: number, unit: Unit): string {
  if (unit === 'ratio') return `${format(difference * 100, 'score', { signed: true })}${words().points}`
  return format(difference, unit, { signed: true, compact: true })
}

interface Words {
  readonly yes: string
  readonly no: string
  readonly points: string
  /** Largest first; `from` is the least that does not round to a number of the step below. */
  readonly steps: readonly { from: number; factor: number; name: string }[]
  readonly units: Partial<Record<Unit, string>>
  readonly unit_of_one: Partial<Record<Unit, string>>
}

const byLocale: Readonly<Record<Locale, Words>> = {
  'zh-CN': {
    yes: '是',
    no: '否',
    points: ' 个百分点',
    steps: [
      { from: 99_995_000, factor: 1e8, name: '亿' },
      { from: 10_000, factor: 1e4, name: '万' },
    ],
    units: { days: ' 天', hours: ' 小时' },
    unit_of_one: {},
  },
  en: {
    yes: 'Yes',
    no: 'No',
    points: ' pp',
    steps: [
      { from: 999_500_000, factor: 1e9, name: 'B' },
      { from: 999_500, factor: 1e6, name: 'M' },
      { from: 10_000, factor: 1e3, name: 'K' },
    ],
    units: { days: ' days', hours: ' hours' },
    unit_of_one: { days: ' day', hours: ' hour' },
  },
}

function words(): Words {
  return byLocale[locale()]
}
