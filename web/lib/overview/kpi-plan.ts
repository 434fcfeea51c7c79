import type { Comparison, Period } from '../../../queries/calendar.ts'
import { addDays, rangeDays } from '../../../queries/day.ts'
import type { Day, Range } from '../../../queries/day.ts'
import type { Grain } from '../../../queries/parameters.ts'
import { bucketLater, bucketsOf, bucketStart, firstWholeBucket } from './buckets.ts'

export const roles = ['current', 'previous', 'last_year'] as const
/** Which of the three periods of a comparison a figure belongs to. */
export type Role = (typeof roles)[number]

export type SeriesGrain = Exclude<Grain, 'total'>

/** How the figures of a card are asked for: one series for the sparkline, and apart from it only what is not a bucket of it. */
export interface KpiPlan {
  readonly grain: SeriesGrain
  readonly series: Range
  readonly buckets: readonly Range[]
  /** The last bucket is not over. */
  readonly unfinished: boolean
  /** Index of the bucket that is exactly the range of a role. */
  readonly bucket_of: Readonly<Partial<Record<Role, number>>>
  /** Ranges that need a question of their own. A role in neither has no data to compare with. */
  readonly apart: Readonly<Partial<Record<Role, Range>>>
  readonly first_day: Day | null
}

/**
 * Plans the questions of the cards. Buckets are as long as the period where the calendar allows, so that for whole
 * months and quarters a single answer holds the figure, both its comparisons and its sparkline.
 */
export function planKpis(ranges: Comparison, period: Period, first_day: Day | null): KpiPlan {
  const { grain, count } = seriesShape(period)
  const { current } = ranges
  const earliest = bucketLater(bucketStart(current.to, grain), grain, 1 - count)
  const known = first_day && first_day > earliest ? firstWholeBucket(first_day, grain) : earliest
  const series = { from: known <= current.to ? known : current.from, to: current.to }
  const buckets = bucketsOf(series, grain)
  const inSeries = buckets.map((bucket) => ({ ...bucket, to: bucket.to < series.to ? bucket.to : series.to }))
  const bucket_of: Partial<Record<Role, number>> = {}
  const apart: Partial<Record<Role, Range>> = {}
  for (const role of roles) {
    const range = ranges[role]
    if (role !== 'current' && !isCovered(range, first_day)) continue
    const index = inSeries.findIndex((bucket) => bucket.from === range.from && bucket.to === range.to)
    if (index >= 0) bucket_of[role] = index
    else apart[role] = range
  }
  const unfinished = series.to < (buckets.at(-1)?.to ?? series.to)
  return { grain, series, buckets, unfinished, bucket_of, apart, first_day }
}

function seriesShape(period: Period): { grain: SeriesGrain; count: number } {
  if (period.kind === 'month') return { grain: 'month', count: 25 }
  if (period.kind === 'quarter' || period.kind === 'year') return { grain: 'quarter', count: 12 }
  const days = rangeDays(period)
  if (days <= 10) return { grain: 'day', count: 35 }
  return days <= 45 ? { grain: 'week', count: 27 } : { grain: 'month', count: 25 }
}

/** The ranges that need a question of their own, each once: for a whole year both comparisons are with the same days. */
export function rangesApart({ apart }: Pick<KpiPlan, 'apart'>): Range[] {
  const ranges = Object.values(apart)
  return ranges.filter((range, at) => ranges.findIndex((one) => isSame(one, range)) === at)
}

const isSame = (a: Range, b: Range) => a.from === b.from && a.to === b.to

/** Whether the data reaches back to a range, give or take a twentieth of it: a comparison with half a period misleads. */
export function isCovered(range: Range, first_day: Day | null): boolean {
  return first_day !== null && first_day <= addDays(range.from, Math.floor(rangeDays(range) / 20))
}
