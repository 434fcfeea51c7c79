import { daysBetween } from '../../../queries/day.ts'
import type { Day, Range } from '../../../queries/day.ts'
import { quantile } from '../../stats/bootstrap.ts'
import { forecastSeasonal } from '../../stats/seasonal-regression.ts'
import type { DailyForecast } from '../../stats/seasonal-regression.ts'
import { naiveHalfWidth } from '../../stats/seasonal-naive.ts'
import type { Calendar } from './calendar.ts'
import { effectSd } from './day-effects.ts'
import { forecastOpenings, quarterLater, quarterOf } from './openings.ts'
import { gapDays, storeOffsets } from './sales-days.ts'
import type { SalesDays } from './sales-days.ts'

/** The series to be forecast and how its days belong to quarters. */
export interface Subject {
  readonly sales: SalesDays
  /** The days of the sales and those to come, to the end of the quarter after the one under way. */
  readonly calendar: Calendar
  readonly fiscal_start: number
  /** What the model says from some days on, worked out before; that from other days still is to be. */
  readonly foretold: ReadonlyMap<Day, Foretold>
  /** Distinct customers of a quarter are forecast, not a sum over days. */
  readonly is_distinct: boolean
}

/** What is expected of a run of days that begins after the last known one, what is already known of it included. */
export interface Expected {
  readonly value: number
  readonly low: number | null
  readonly high: number | null
}

/** What the model expects of ranges of days, by their first and last day; null where it allows no fit. */
export type Foretold = ReadonlyMap<string, Expected> | null

/** A forecast from one day to the end of the quarter after the one that holds it. */
export interface Horizon {
  /** First day that is not known. */
  readonly origin: Day
  /** Of the ranges it was made for. */
  readonly model: ((range: Range) => Expected) | null
  readonly naive: (range: Range) => Expected
  /** Mean absolute error of the seasonal-naive forecast by week within what is known; null in too short a history. */
  readonly scale: number | null
}

const paths = 500
const seed = 20_230_101
const fewest_weeks = 8

/** What the model says of ranges of days as if the days from `origin` on were not known. */
export function foretell(subject: Subject, origin: Day, ranges: readonly Range[]): Foretold {
  const [known, end] = placesFrom(subject, origin)
  const forecast = predict(subject, known, end)
  return (
    forecast && new Map(ranges.map((range) => [nameOf(range), modelled(subject, known, forecast, range)]))
  )
}

const nameOf = ({ from, to }: Range) => `${from}/${to}`

/** Places of the first day that is not known, and of the one after the quarter that follows its own. */
function placesFrom({ sales, fiscal_start }: Subject, origin: Day): [number, number] {
  const end = quarterLater(quarterOf(origin, fiscal_start), 2)
  return [daysBetween(sales.first, origin), daysBetween(sales.first, end)]
}

/** Forecasts a subject as if its days from `origin` on were not known; by the model some ranges of these. */
export function horizonFrom(subject: Subject, origin: Day, ranges: readonly Range[]): Horizon {
  const { sales, foretold } = subject
  const [known, end] = placesFrom(subject, origin)
  const earlier = Array.from({ length: end }, (_, at) => repeated(subject, at))
  const errors = sales.values.slice(0, known).flatMap((value, at) => {
    const before = earlier[at]!
    return before < 0 ? [] : [value - (sales.values[before] ?? 0)]
  })
  const told = foretold.has(origin) ? foretold.get(origin)! : foretell(subject, origin, ranges)
  return {
    origin,
    model: told && ((range) => told.get(nameOf(range))!),
    naive: (range) => repeatedSum(subject, known, earlier, errors, range),
    scale: weeklyScale(errors),
  }
}

function predict(
  { sales, calendar, is_distinct }: Subject,
  known: number,
  end: number,
): DailyForecast | null {
  const gaps = gapDays(sales)
  const series = is_distinct ? sales.visitors : sales.values
  const ahead = forecastSeasonal({
    values: series.slice(0, known).map((value, at) => (gaps.has(at) ? null : value)),
    effects: calendar.effects.slice(0, end),
    effect_sd: effectSd,
    offsets: storeOffsets(sales, known, end),
    paths,
    seed,
  })
  if (!is_distinct || ahead === null) return ahead
  return forecastOpenings({
    days: calendar.days.slice(0, end),
    openings: sales.values.slice(0, known),
    visitors: sales.visitors.slice(0, known),
    ahead,
    quarters: calendar.quarters,
    seed: seed + 1,
  })
}

/**
 * Place of the day whose value a seasonal-naive forecast repeats: the same weekday 52 weeks earlier; for distinct
 * customers the same day of the same quarter, since they are counted from its first day. Less than 0: not known.
 */
function repeated({ calendar, is_distinct }: Subject, at: number): number {
  return is_distinct ? calendar.year_before[at]! : at - 364
}

function modelled(
  { sales }: Subject,
  known: number,
  { means, paths }: DailyForecast,
  range: Range,
): Expected {
  const [from, to, so_far] = bounds(sales, known, range)
  const sums = Float64Array.from(paths, (path) => so_far + sumOf(path, from, to)).sort()
  return { value: so_far + sumOf(means, from, to), low: quantile(sums, 0.025), high: quantile(sums, 0.975) }
}

function repeatedSum(
  { sales }: Subject,
  known: number,
  earlier: readonly number[],
  errors: readonly number[],
  range: Range,
): Expected {
  const [from, to, so_far] = bounds(sales, known, range)
  const places = earlier.slice(known + from, known + to).filter((at) => at >= 0)
  const value = so_far + places.reduce((sum, at) => sum + (sales.values[at] ?? 0), 0)
  const half = naiveHalfWidth(errors, to - from)
  return half === null
    ? { value, low: null, high: null }
    : { value, low: Math.max(so_far, value - half), high: value + half }
}

/** A range as places after the last known day, the second excluded, and what is known of it. */
function bounds({ first, values }: SalesDays, known: number, { from, to }: Range): [number, number, number] {
  const [start, end] = [daysBetween(first, from), daysBetween(first, to) + 1]
  const so_far = start < known ? sumOf(values, Math.max(0, start), Math.min(end, known)) : 0
  return [Math.max(0, start - known), Math.max(0, end - known), so_far]
}

function weeklyScale(errors: readonly number[]): number | null {
  const weeks: number[] = []
  for (let end = errors.length; end >= 7; end -= 7) weeks.push(Math.abs(sumOf(errors, end - 7, end)))
  return weeks.length >= fewest_weeks ? weeks.reduce((sum, week) => sum + week, 0) / weeks.length : null
}

function sumOf(values: ArrayLike<number>, from: number, to: number): number {
  let sum = 0
  for (let at = from; at < to; at += 1) sum += values[at]!
  return sum
}
