import { addDays, type Day } from './day.ts'

const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', {
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
})

/** The longest that a day of the Chinese calendar can come after the earliest day it falls on. */
const latest = 70

/**
 * The day on which a day of the Chinese calendar falls in a year, leap months left out, by the calendar of the platform. That one
 * only approximates new moons: it is a day off where one falls within minutes of midnight in China.
 */
export function lunarDay(year: number, month: number, day: number): Day {
  const first = addDays(`${year}-01-20`, 29 * (month - 1) + day - 1)
  for (let after = 0; after <= latest; after += 1) {
    const date = addDays(first, after)
    if (chinese.format(Date.parse(date)) === `${month}/${day}`) return date
  }
  throw new RangeError(`the Chinese calendar of ${year} has no day ${month}/${day}`)
}

/** A festival by year: as it was published, or, of other years, as the platform's calendar has it. */
export function lunarFestival(
  published: Readonly<Record<number, Day>>,
  month: number,
  day: number,
): (year: number) => Day {
  const known = new Map(Object.entries(published).map(([year, date]) => [Number(year), date]))
  return (year) => {
    const date = known.get(year) ?? lunarDay(year, month, day)
    known.set(year, date)
    return date
  }
}
