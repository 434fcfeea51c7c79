import { addDays, addYears, daysBetween, monthFirst } from '../../../queries/day.ts'
import type { Day, Range } from '../../../queries/day.ts'
import type { Grain } from '../../../queries/parameters.ts'

/** First day of the bucket that holds a day: Monday for weeks, calendar months and quarters. `total` has no buckets of its own. */
export function bucketStart(day: Day, grain: Exclude<Grain, 'total'>): Day {
  if (grain === 'day') return day
  if (grain === 'week') return addDays(day, -((daysBetween('1970-01-05', day) % 7) + 7) % 7)
  return grain === 'month' ? monthFirst(day) : monthFirst(day, -((Number(day.slice(5, 7)) - 1) % 3))
}

/** First day of the bucket `count` buckets later. */
export function bucketLater(start: Day, grain: Exclude<Grain, 'total'>, count = 1): Day {
  if (grain === 'day') return addDays(start, count)
  if (grain === 'week') return addDays(start, 7 * count)
  return monthFirst(start, (grain === 'month' ? 1 : 3) * count)
}

/** First day of the first bucket that lies wholly at or after a day. */
export function firstWholeBucket(day: Day, grain: Exclude<Grain, 'total'>): Day {
  const start = bucketStart(day, grain)
  return start === day ? start : bucketLater(start, grain)
}

/** The buckets that hold a day of the range, oldest first, each whole even where the range begins or ends within it. */
export function bucketsOf({ from, to }: Range, grain: Exclude<Grain, 'total'>): Range[] {
  const buckets: Range[] = []
  for (let start = bucketStart(from, grain); start <= to; start = bucketLater(start, grain))
    buckets.push({ from: start, to: addDays(bucketLater(start, grain), -1) })
  return buckets
}

/** The bucket a year before: the same calendar dates for days, months and quarters, 52 weeks for weeks. */
export function yearBefore(start: Day, grain: Exclude<Grain, 'total'>): Day {
  return grain === 'week' ? addDays(start, -364) : addYears(start, -1)
}
