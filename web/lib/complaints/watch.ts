import { addDays, daysBetween } from '../../../queries/day.ts'
import type { Day, Range } from '../../../queries/day.ts'

/** Weeks before the last day that are watched at least, however short the period. */
export const least_weeks = 26
/** Weeks before what is watched that limits are computed from unless others are chosen. */
export const baseline_weeks = 52

/** The Monday on or before a day. */
export const mondayOf = (day: Day): Day => addDays(day, -(((daysBetween('1970-01-05', day) % 7) + 7) % 7))

/** The days that are watched: the period, and at least half a year up to its end, so that an outbreak is seen whole. */
export function watchedRange({ from, to }: Range): Range {
  const least = mondayOf(addDays(to, 1 - 7 * least_weeks))
  return { from: from < least ? from : least, to }
}

/** The days before those watched that limits are computed from. */
export function usualBaseline({ from }: Range): Range {
  const monday = mondayOf(from)
  return { from: addDays(monday, -7 * baseline_weeks), to: addDays(monday, -1) }
}

/** A baseline as the address says it: `before`, `shown`, or two days `2025-01-06..2025-12-28`. Null when it says neither. */
export function readBaseline(text: string | null, watched: Range): Range | null {
  if (text === null || text === 'before') return usualBaseline(watched)
  if (text === 'shown') return watched
  const days = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(text)
  return days && days[1]! <= days[2]! ? { from: days[1]!, to: days[2]! } : null
}
