import { addDays, addYears, daysBetween } from '../../../queries/day.ts'
import type { Day } from '../../../queries/day.ts'
import { dayEffects } from './day-effects.ts'
import { quarterLater, quarterOf } from './openings.ts'

/** What is known of a run of days before anything is sold on them; one entry a day. */
export interface Calendar {
  readonly days: readonly Day[]
  /** First day of the quarter that holds each day. */
  readonly quarters: readonly Day[]
  /** Rows of `dayEffects`. */
  readonly effects: readonly Float64Array[]
  /** Place of the same day of the same quarter a year before; less than 0 where that quarter is not there as a whole or has no such day. */
  readonly year_before: readonly number[]
}

/** The last calendar that was worked out: it depends on no sale, so that most questions share it. */
let kept: { readonly key: string; readonly calendar: Calendar } | undefined

/** The days from `first` to `last`, both included, in financial years that start with month `fiscal_start`. */
export function calendarOf(first: Day, last: Day, fiscal_start: number): Calendar {
  const key = [first, last, fiscal_start].join()
  if (kept?.key !== key) kept = { key, calendar: workOut(first, last, fiscal_start) }
  return kept.calendar
}

function workOut(first: Day, last: Day, fiscal_start: number): Calendar {
  const days = Array.from({ length: daysBetween(first, last) + 1 }, (_, at) => addDays(first, at))
  const quarters = days.map((day) => quarterOf(day, fiscal_start))
  const yearBefore = (day: Day, at: number) => {
    const quarter = quarters[at]!
    const before = addYears(quarter, -1)
    const same = addDays(before, daysBetween(quarter, day))
    return same < quarterLater(before, 1) && before >= first ? daysBetween(first, same) : -1
  }
  return { days, quarters, effects: dayEffects(days), year_before: days.map(yearBefore) }
}
