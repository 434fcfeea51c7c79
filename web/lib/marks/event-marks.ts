import type { events } from '../../../queries/data/events.ts'
import { addDays } from '../../../queries/day.ts'
import type { Day, Range } from '../../../queries/day.ts'
import type { Row } from '../../../queries/metric.ts'
import type { Grain } from '../../../queries/parameters.ts'
import type { TimeEvent } from '../charts/time-marks.ts'
import { format } from '../format.ts'
import { bucketLater } from '../overview/buckets.ts'
import { trendEvents } from '../overview/trend-events.ts'
import { m } from '../paraglide/messages.js'

/** The days of buckets that are named by their first. */
export const bucketRanges = (buckets: readonly Day[], grain: Exclude<Grain, 'total'>): Range[] =>
  buckets.map((from) => ({ from, to: addDays(bucketLater(from, grain), -1) }))

/** The part of a range that lies within another. */
export const cut = (range: Range, within: Range): Range => ({
  from: range.from > within.from ? range.from : within.from,
  to: range.to < within.to ? range.to : within.to,
})

/** Flags for what happened within the buckets of a chart; `room` is how many minor ones a bucket has room for. */
export function marksOn(
  happened: readonly Row<typeof events>[],
  buckets: readonly Range[],
  room = Infinity,
): TimeEvent[] {
  const graded = (customers: number) =>
    m.overview_event_grades({ n: format(customers, 'count', { compact: true }) })
  let last = -Infinity
  return trendEvents(happened, buckets, graded).filter(({ is_flagged, major, at }) => {
    const is_kept = is_flagged && (major || at - last >= 1 / room)
    if (is_kept) last = at
    return is_kept
  })
}
