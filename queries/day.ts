/** A calendar day as `YYYY-MM-DD`. Days compare as text; no zone and no clock is involved. */
export type Day = string

/** Days from `from` to `to`, both included. */
export interface Range {
  readonly from: Day
  readonly to: Day
}

const millisecondsPerDay = 86_400_000

/** Whether the text is a day that exists in the calendar. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text
}

/** The day `count` days later; earlier when negative. */
export function addDays(day: Day, count: number): Day {
  return textOf(Date.parse(day) + count * millisecondsPerDay)
}

/** The same day of the month `count` months later, or the last day of that month when it is shorter. */
export function addMonths(day: Day, count: number): Day {
  const first = monthFirst(day, count)
  const last = addDays(monthFirst(day, count + 1), -1)
  const same = `${first.slice(0, 8)}${day.slice(8)}`
  return same < last ? same : last
}

/** The same calendar date `count` years later; 29 February becomes 28 in a common year. */
export function addYears(day: Day, count: number): Day {
  return addMonths(day, 12 * count)
}

/** Whole days from `from` to `to`: 0 for the same day, negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / millisecondsPerDay)
}

/** How many days a range holds, both ends included. */
export function rangeDays({ from, to }: Range): number {
  return daysBetween(from, to) + 1
}

/** First day of the month of `day`, moved by `count` months. */
export function monthFirst(day: Day, count = 0): Day {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count
  return textOf(Date.UTC(Math.floor(months / 12), months - 12 * Math.floor(months / 12), 1))
}

function textOf(milliseconds: number): Day {
  return new Date(milliseconds).toISOString().slice(0, 10)
}
