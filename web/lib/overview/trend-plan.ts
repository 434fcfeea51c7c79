import type { Comparison, Period } from '../../../queries/calendar.ts'
import { addDays, addYears, daysBetween, rangeDays } from '../../../queries/day.ts'
import type { Day, Range } from '../../../queries/day.ts'
import { bucketLater, bucketsOf, bucketStart, firstWholeBucket, yearBefore } from './buckets.ts'
import type { SeriesGrain } from './kpi-plan.ts'

/** What the chart over time asks and how it lays the answer out. */
export interface TrendPlan {
  readonly grain: SeriesGrain
  /** One question that covers the buckets and those they are compared with. */
  readonly asked: Range
  readonly buckets: readonly Range[]
  /** First day of the bucket that each is compared with; null when nothing is compared. */
  readonly compared: readonly (Day | null)[]
  /** First and last bucket of the period the page is about. */
  readonly period: readonly [number, number]
  /** The last bucket is not over. */
  readonly unfinished: boolean
}

/** What decides how the chart over time is laid out. */
export interface TrendChoice {
  readonly period: Period
  readonly ranges: Comparison
  readonly grain: SeriesGrain
  readonly base: 'previous' | 'last_year' | null
  readonly as_of: Day
  readonly first_day: Day
}

/** Grains that suit a period's length and are not finer than the figure bears, finest first. */
export function trendGrains(period: Range, finest: SeriesGrain): SeriesGrain[] {
  const order: readonly SeriesGrain[] = ['day', 'week', 'month', 'quarter']
  const days = rangeDays(period)
  const coarsest = days < 80 ? 'month' : 'quarter'
  const allowed = order.slice(order.indexOf(finest), order.indexOf(coarsest) + 1)
  return days > 200 ? allowed.filter((grain) => grain !== 'day') : allowed
}

/** The grain when nobody chose one: days for a month, weeks for a quarter, months for a year, if the figure bears it. */
export function usualGrain(period: Range, finest: SeriesGrain): SeriesGrain {
  const days = rangeDays(period)
  const wanted = days <= 45 ? 'day' : days <= 200 ? 'week' : 'month'
  const grains = trendGrains(period, finest)
  return grains.includes(wanted) ? wanted : (grains[0] ?? 'month')
}

/** Lays out the period with at least a year before it, so that a season can be told from a trend. */
export function planTrend(choice: TrendChoice): TrendPlan {
  const { period, ranges, grain, as_of, first_day } = choice
  const start = bucketStart(earlierStart(ranges.current, grain), grain)
  const known = firstWholeBucket(first_day, grain)
  const end = addDays(bucketLater(bucketStart(ranges.current.to, grain), grain), -1)
  const to = as_of < end ? as_of : end
  const from = known <= start ? start : known <= to ? known : bucketStart(to, grain)
  const buckets = bucketsOf({ from, to }, grain)
  const shift = comparedBy(choice)
  const compared = buckets.map((bucket) => {
    const start = shift?.(bucket.from) ?? null
    return start !== null && start >= known ? start : null
  })
  const earliest = compared.reduce<Day>((a, b) => (b !== null && b < a ? b : a), from)
  const holding = (day: Day) => buckets.findIndex((bucket) => bucket.from <= day && day <= bucket.to)
  const last = buckets.length - 1
  return {
    grain,
    asked: { from: earliest, to },
    buckets,
    compared,
    period: [Math.max(0, holding(period.from)), last],
    unfinished: to < end,
  }
}

/** How many of the last buckets fit one look: all of up to 120, else the period three times over, at least a quarter of days. */
export function shownFirst({ buckets, period: [first, last] }: TrendPlan): number {
  return buckets.length <= 120 ? buckets.length : Math.max(92, 3 * (last - first + 1))
}

function earlierStart(current: Range, grain: SeriesGrain): Day {
  return addYears(current.from, grain === 'quarter' ? -2 : -1)
}

function comparedBy({ base, grain, period, ranges }: TrendChoice): ((start: Day) => Day) | null {
  if (base === null) return null
  if (base === 'previous') {
    const length = bucketsOf(period, grain).length
    return (start) => bucketLater(start, grain, -length)
  }
  const days = daysBetween(ranges.last_year.from, ranges.current.from)
  if (!ranges.aligned || grain === 'month' || grain === 'quarter') return (start) => yearBefore(start, grain)
  const step = grain === 'week' ? 7 : 1
  return (start) => addDays(start, -Math.round(days / step) * step)
}
