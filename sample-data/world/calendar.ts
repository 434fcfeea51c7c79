/** A calendar day counted from 1970-01-01. */
export type DayNumber = number

/** A moment on the chain's wall clock: seconds since 1970-01-01T00:00 local time. */
export type Moment = number

export const day_seconds = 86_400
/** Days up to the year 2057 are written once and remembered. */
const texts = new Array<string | undefined>(32_000)
const months = new Int32Array(32_000)
const clocks = new Array<string | undefined>(day_seconds)

/** The day that `YYYY-MM-DD` names; NaN when it names none. */
export function dayNumber(text: string): DayNumber {
  return Date.parse(`${text}T00:00:00Z`) / 86_400_000
}

/** `YYYY-MM-DD`. */
export function dayText(day: DayNumber): string {
  if (day < 0 || day >= texts.length) return new Date(day * 86_400_000).toISOString().slice(0, 10)
  return (texts[day] ??= new Date(day * 86_400_000).toISOString().slice(0, 10))
}

export const dayOf = (moment: Moment): DayNumber => Math.floor(moment / day_seconds)

/** `YYYY-MM-DD HH:MM:SS` on the wall clock, without a zone. */
export function momentText(moment: Moment): string {
  const day = dayOf(moment)
  return `${dayText(day)} ${clockText(Math.floor(moment - day * day_seconds))}`
}

function clockText(second: number): string {
  return (clocks[second] ??= new Date(second * 1000).toISOString().slice(11, 19))
}

/** 0 is Monday. */
export const weekday = (day: DayNumber): number => (day + 3) % 7

export const yearOf = (day: DayNumber): number => Number(dayText(day).slice(0, 4))

/** 0 is January. */
export const monthOf = (day: DayNumber): number => monthNumber(day) % 12

/** Months since the year 0; consecutive months are consecutive numbers. */
export function monthNumber(day: DayNumber): number {
  return months[day] || (months[day] = yearOf(day) * 12 + Number(dayText(day).slice(5, 7)) - 1)
}

/** First day of a month counted by `monthNumber`. */
export function monthStart(month: number): DayNumber {
  return Date.UTC(Math.floor(month / 12), month % 12, 1) / 86_400_000
}

/** Quarters since the year 0; consecutive quarters are consecutive numbers. */
export const quarterNumber = (day: DayNumber): number => Math.floor(monthNumber(day) / 3)

export const quarterStart = (quarter: number): DayNumber => monthStart(quarter * 3)

/** `2026-Q4`. */
export const quarterText = (quarter: number): string => `${Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`

/** The Monday of the week that holds the day. */
export const mondayOf = (day: DayNumber): DayNumber => day - weekday(day)
