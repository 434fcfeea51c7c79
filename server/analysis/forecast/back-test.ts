import { addDays, daysBetween } from '../../../queries/day.ts'
import type { Day, Range } from '../../../queries/day.ts'
import { forecastErrors } from '../../stats/rolling-origin.ts'
import type { ForecastErrors, Tested } from '../../stats/rolling-origin.ts'
import { horizonFrom } from './horizon.ts'
import type { Expected, Subject } from './horizon.ts'
import { quarterLater, quarterOf } from './openings.ts'

/** A quarter as it was forecast from its first day (`lead` 0) or from the first day of the quarter before (1). */
export interface TestedQuarter extends Range {
  readonly lead: 0 | 1
  readonly actual: number
  readonly model: Expected
  readonly naive: Expected
}

/** What both methods would have said of the last four finished quarters, and how far off they were by week. */
export interface BackTest {
  readonly quarters: readonly TestedQuarter[]
  readonly model: ForecastErrors
  readonly naive: ForecastErrors
}

const quarters_tested = 4
/** A year must be known before a quarter can be forecast. */
const least_known = 366

/** A day from which quarters are forecast that are over by now. */
export interface TestedOrigin {
  readonly origin: Day
  readonly quarters: readonly { readonly quarter: Range; readonly lead: 0 | 1 }[]
  /** The quarters and their weeks. */
  readonly ranges: readonly Range[]
}

/** Rolling origin over the last four finished quarters; null where a year was not known before each of them. */
export function testedOrigins({ sales, fiscal_start }: Subject): TestedOrigin[] | null {
  const next_day = addDays(sales.first, sales.values.length)
  const current = quarterOf(next_day, fiscal_start)
  const targets = Array.from({ length: quarters_tested }, (_, nth) =>
    quarterLater(current, nth - quarters_tested),
  )
  const known = (origin: Day) => daysBetween(sales.first, origin)
  if (known(targets[0]!) < least_known) return null
  const origins = [quarterLater(targets[0]!, -1), ...targets].filter((origin) => known(origin) >= least_known)
  return origins.map((origin) => {
    const quarters = ([0, 1] as const)
      .map((lead) => ({ quarter: wholeQuarter(quarterLater(origin, lead)), lead }))
      .filter(({ quarter }) => targets.includes(quarter.from))
    return { origin, quarters, ranges: quarters.flatMap(({ quarter }) => [quarter, ...weeksOf(quarter)]) }
  })
}

/** Compares what was said from the tested days with what came; null where there is none, or no fit from one of them. */
export function backTest(subject: Subject): BackTest | null {
  const origins = testedOrigins(subject)
  if (origins === null) return null
  const found = origins.flatMap(({ origin, quarters, ranges }) => {
    const horizon = horizonFrom(subject, origin, ranges)
    return quarters.map((tested) => ({ horizon, ...tested }))
  })
  if (found.some(({ horizon }) => horizon.model === null)) return null
  const weeks = found.flatMap(({ horizon, quarter }) => weeksOf(quarter).map((week) => ({ horizon, week })))
  const tested = (method: 'model' | 'naive') =>
    forecastErrors(
      weeks.map(({ horizon, week }): Tested => {
        const { value, low, high } = horizon[method]!(week)
        return { actual: actualOf(subject, week), forecast: value, low, high, scale: horizon.scale }
      }),
    )
  return {
    quarters: found.map(({ horizon, quarter, lead }) => ({
      ...quarter,
      lead,
      actual: actualOf(subject, quarter),
      model: horizon.model!(quarter),
      naive: horizon.naive(quarter),
    })),
    model: tested('model'),
    naive: tested('naive'),
  }
}

/** The days of the quarter that begins on a day. */
export function wholeQuarter(from: Day): Range {
  return { from, to: addDays(quarterLater(from, 1), -1) }
}

/** What came of a range, as far as it is known. */
export function actualOf({ sales }: Subject, { from, to }: Range): number {
  const [start, end] = [daysBetween(sales.first, from), daysBetween(sales.first, to) + 1]
  return sales.values.slice(Math.max(0, start), Math.max(0, end)).reduce((sum, value) => sum + value, 0)
}

/** Weeks from the first day of a quarter on; the days left at its end are in none. */
function weeksOf({ from, to }: Range): Range[] {
  const weeks: Range[] = []
  for (let start = from; addDays(start, 6) <= to; start = addDays(start, 7))
    weeks.push({ from: start, to: addDays(start, 6) })
  return weeks
}
