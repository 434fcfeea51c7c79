import { addDays, addMonths, type Day } from '../day.ts'
import type { Grain } from '../parameters.ts'

/** One version of the weights that people agreed on for the index. No version is ever changed: a correction is the next one. */
export interface AgreedWeights {
  /** 1, 2, 3 … in the order in which they were saved. */
  readonly version: number
  /** In force from this day on, until a version with a later day, or with the same day and a higher number. */
  readonly effective_on: Day
  /** Item → weight above 0; they add up to 1. An item that is not named weighs nothing. */
  readonly weights: Readonly<Record<string, number>>
}

/** The version in force on a day; null when none is yet. */
export function weightsInForce<W extends AgreedWeights>(all: readonly W[], day: Day): W | null {
  const begun = all.filter(({ effective_on }) => effective_on <= day)
  const later = (one: W, other: W) =>
    one.effective_on > other.effective_on ||
    (one.effective_on === other.effective_on && one.version > other.version)
  return begun.reduce<W | null>((found, each) => (found === null || later(each, found) ? each : found), null)
}

/** The last day of a bucket that lies in the period: the weights in force then are those of the bucket. */
export function lastDayOf(bucket: Day, grain: Grain, to: Day): Day {
  if (grain === 'total') return to
  const end =
    grain === 'day'
      ? bucket
      : addDays(grain === 'week' ? addDays(bucket, 7) : addMonths(bucket, grain === 'month' ? 1 : 3), -1)
  return end < to ? end : to
}
