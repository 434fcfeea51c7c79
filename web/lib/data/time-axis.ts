const day_ms = 86_400_000
const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / day_ms

/** A span of days on which periods have a place. */
export interface TimeAxis {
  readonly first_day: string
  readonly last_day: string
  /** First of January of each year that lies inside, with its place from 0 to 1. */
  readonly years: readonly { readonly year: number; readonly at: number }[]
  /** Place of a period on the axis, both days included: start and width from 0 to 1, never narrower than `least`. */
  place(from: string, to: string): { start: number; width: number }
}

const least = 0.004

/** One axis that holds all the given periods; null when none of them has both days. */
export function timeAxis(
  periods: readonly { first_day: string | null; last_day: string | null }[],
): TimeAxis | null {
  const known = periods.filter((period) => period.first_day !== null && period.last_day !== null)
  if (known.length === 0) return null
  const first_day = known.map((period) => period.first_day as string).reduce((a, b) => (a < b ? a : b))
  const last_day = known.map((period) => period.last_day as string).reduce((a, b) => (a > b ? a : b))
  const start = dayNumber(first_day)
  const length = dayNumber(last_day) - start + 1
  const at = (day: string) => (dayNumber(day) - start) / length
  const years = range(Number(first_day.slice(0, 4)) + 1, Number(last_day.slice(0, 4)))
  return {
    first_day,
    last_day,
    years: years.map((year) => ({ year, at: at(`${year}-01-01`) })),
    place: (from, to) => ({ start: at(from), width: Math.max(least, at(to) - at(from) + 1 / length) }),
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
}
