import { addDays, addYears, daysBetween, isDay, monthFirst, rangeDays } from './day.ts'
import type { Day, Range } from './day.ts'
import { springFestival } from './spring-festival.ts'

/** Periods that move with the data: the calendar unit that holds its last day, the one before, or the days up to it. */
export const movingPeriods = [
  'this_month',
  'last_month',
  'this_quarter',
  'last_quarter',
  'this_year',
  'last_year',
  'last_7_days',
  'last_30_days',
  'last_90_days',
  'last_365_days',
] as const
export type MovingPeriod = (typeof movingPeriods)[number]

/** `days` is any run of days that is no whole calendar unit. */
export type PeriodKind = 'month' | 'quarter' | 'year' | 'days'

/** A period as it is asked for: whole, even when the data does not reach its end. */
export interface Period extends Range {
  readonly kind: PeriodKind
}

/** What the calendar of a chain depends on. */
export interface CalendarOptions {
  /** The last day known: today or the end of the data, whichever is earlier. */
  readonly as_of: Day
  /** Month in which the financial year starts [1]; its quarters follow from it, and a year is named by the year it starts in. */
  readonly fiscal_start?: number
}

const monthsOf = { month: 1, quarter: 3, year: 12 } as const
type CalendarUnit = keyof typeof monthsOf

/**
 * The period that a text names: `2026`, `2026-Q3`, `2026-07`, `2026-07-01..2026-07-20` or a moving period.
 * Null when the text names none, the days do not exist or their order is wrong.
 */
export function readPeriod(text: string, options: CalendarOptions): Period | null {
  return readMoving(text, options) ?? readUnit(text, options) ?? readDays(text)
}

function readMoving(text: string, options: CalendarOptions): Period | null {
  if (!(movingPeriods as readonly string[]).includes(text)) return null
  const days = /^last_(\d+)_days$/.exec(text)
  if (days) return { kind: 'days', from: addDays(options.as_of, 1 - Number(days[1])), to: options.as_of }
  const [which, unit] = text.split('_') as ['this' | 'last', CalendarUnit]
  const current = unitHolding(options.as_of, unit, options.fiscal_start ?? 1)
  return which === 'this' ? current : unitFrom(monthFirst(current.from, -monthsOf[unit]), unit)
}

function readUnit(text: string, { fiscal_start = 1 }: CalendarOptions): Period | null {
  const match = /^(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(text)
  if (!match) return null
  const [, year, quarter, month] = match
  if (month) return unitFrom(`${year}-${month}-01`, 'month')
  const yearFirst = monthFirst(`${year}-01-01`, fiscal_start - 1)
  return quarter
    ? unitFrom(monthFirst(yearFirst, 3 * (Number(quarter) - 1)), 'quarter')
    : unitFrom(yearFirst, 'year')
}

function readDays(text: string): Period | null {
  const [from, to, ...rest] = text.split('..')
  if (!from || !to || rest.length > 0 || !isDay(from) || !isDay(to) || from > to) return null
  return { kind: kindOfDays({ from, to }), from, to }
}

function kindOfDays({ from, to }: Range): PeriodKind {
  const units: readonly CalendarUnit[] = ['month', 'quarter', 'year']
  const whole = units.find((unit) => unitFrom(from, unit).to === to)
  return from.endsWith('-01') && whole ? whole : 'days'
}

function unitHolding(day: Day, unit: CalendarUnit, fiscal_start: number): Period {
  const months = monthsOf[unit]
  const monthsIn = (Number(day.slice(5, 7)) - fiscal_start + 12) % months
  return unitFrom(monthFirst(day, -monthsIn), unit)
}

function unitFrom(from: Day, unit: CalendarUnit): Period {
  return { kind: unit, from, to: addDays(monthFirst(from, monthsOf[unit]), -1) }
}

/** The short text for a calendar unit (`2026-Q3`), the inverse of `readPeriod`; null for periods that are none. */
export function periodText({ kind, from }: Period, fiscal_start = 1): string | null {
  if (kind === 'days') return null
  if (kind === 'month') return from.slice(0, 7)
  const monthsIn = (Number(from.slice(5, 7)) - fiscal_start + 12) % 12
  if (monthsIn % monthsOf[kind] !== 0) return null
  const year = monthFirst(from, -monthsIn).slice(0, 4)
  return kind === 'year' ? year : `${year}-Q${monthsIn / 3 + 1}`
}

/** The period shown when nobody chose one: the quarter of the data's last day, or the one before until it is four weeks old. */
export function defaultPeriod(options: CalendarOptions): MovingPeriod {
  const quarter = unitHolding(options.as_of, 'quarter', options.fiscal_start ?? 1)
  return daysBetween(quarter.from, options.as_of) + 1 < 28 ? 'last_quarter' : 'this_quarter'
}

/** Every month, quarter or year that holds a day of the range, latest first. */
export function unitsWithin({ from, to }: Range, unit: CalendarUnit, fiscal_start = 1): Period[] {
  const units: Period[] = []
  let current = unitHolding(to, unit, fiscal_start)
  while (current.to >= from) {
    units.push(current)
    current = unitFrom(monthFirst(current.from, -monthsOf[unit]), unit)
  }
  return units
}

/** A period beside the two it is compared with, all three of the same elapsed days. */
export interface Comparison {
  /** The period as far as it is known. */
  readonly current: Range
  /** 环比: the period of the same kind just before. */
  readonly previous: Range
  /** 同比: the same calendar dates a year before, or the same days around Spring Festival. */
  readonly last_year: Range
  /** Whether the data reaches the end of the period. */
  readonly finished: boolean
  /** Whether `last_year` is aligned to Spring Festival. */
  readonly aligned: boolean
}

/** The ranges a period is compared with. A period wholly after `as_of` is left as it is. */
export function compare(
  period: Period,
  { as_of, align_spring_festival = false }: { as_of: Day; align_spring_festival?: boolean },
): Comparison {
  const finished = as_of >= period.to
  const current = finished || as_of < period.from ? rangeOf(period) : { from: period.from, to: as_of }
  const shift = align_spring_festival ? festivalShift(current) : null
  return {
    current,
    previous: sameElapsed(previousPeriod(period), current, finished),
    last_year:
      shift === null
        ? moved(current, (day) => addYears(day, -1))
        : moved(current, (day) => addDays(day, -shift)),
    finished,
    aligned: shift !== null,
  }
}

function previousPeriod(period: Period): Range {
  if (period.kind !== 'days') return unitFrom(monthFirst(period.from, -monthsOf[period.kind]), period.kind)
  const days = rangeDays(period)
  return moved(period, (day) => addDays(day, -days))
}

function sameElapsed(whole: Range, current: Range, finished: boolean): Range {
  if (finished) return rangeOf(whole)
  const end = addDays(whole.from, rangeDays(current) - 1)
  return { from: whole.from, to: end < whole.to ? end : whole.to }
}

const festivalReach = 30
const longestAligned = 100

/** Days between the festival near the range and the one a year before; null when no festival is near or the range is long. */
function festivalShift(range: Range): number | null {
  if (rangeDays(range) > longestAligned) return null
  const years = [range.from, addDays(range.to, festivalReach)].map((day) => Number(day.slice(0, 4)))
  const year = years.find((one) => isNear(range, springFestival(one)))
  return year === undefined ? null : daysBetween(springFestival(year - 1), springFestival(year))
}

function isNear({ from, to }: Range, festival: Day): boolean {
  return addDays(from, -festivalReach) <= festival && festival <= addDays(to, festivalReach)
}

function moved({ from, to }: Range, move: (day: Day) => Day): Range {
  return { from: move(from), to: move(to) }
}

function rangeOf({ from, to }: Range): Range {
  return { from, to }
}
