import type { events } from '../../../queries/data/events.ts'
import { daysBetween, rangeDays } from '../../../queries/day.ts'
import type { Range } from '../../../queries/day.ts'
import type { Row } from '../../../queries/metric.ts'
import type { TimeEvent } from '../charts/time-marks.ts'

/** An event on the chart over time and in the panel beside it. */
export interface TrendEvent extends TimeEvent, Range {
  readonly kind: string
  /** Openings and closings of stores are only listed: a chain has too many to draw. */
  readonly is_flagged: boolean
}

const flagged = ['campaign', 'holiday', 'grades']

/** Events that begin within the buckets, with their place on the axis; holidays are the major ones. The label of a grading is its number of customers. */
export function trendEvents(
  rows: readonly Row<typeof events>[],
  buckets: readonly Range[],
  graded: (customers: number) => string,
): TrendEvent[] {
  return rows.flatMap(({ starts_on, ends_on, kind, label }) => {
    if (starts_on === null || kind === null) return []
    const index = buckets.findIndex((bucket) => bucket.from <= starts_on && starts_on <= bucket.to)
    const bucket = buckets[index]
    if (!bucket) return []
    return [
      {
        at: index + (daysBetween(bucket.from, starts_on) + 0.5) / rangeDays(bucket),
        label: kind === 'grades' ? graded(Number(label)) : (label ?? kind),
        major: kind === 'holiday',
        kind,
        from: starts_on,
        to: ends_on ?? starts_on,
        is_flagged: flagged.includes(kind),
      },
    ]
  })
}
