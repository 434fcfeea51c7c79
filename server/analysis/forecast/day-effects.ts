import { addDays, daysBetween } from '../../../queries/day.ts'
import type { Day } from '../../../queries/day.ts'
import { midAutumn } from '../../../queries/mid-autumn.ts'
import { springFestival } from '../../../queries/spring-festival.ts'

/** Days around a festival that sell alike: from `first` to `last` days after it, both included. */
interface Stretch {
  readonly festival: (year: number) => Day
  readonly first: number
  readonly last: number
  /** Standard deviation of the effect before the data speaks, on the scale of logarithms. */
  readonly sd: number
}

const yearly = (date: string) => (year: number) => `${year}-${date}`

const around = (festival: Stretch['festival'], sd: number, ...stretches: (readonly [number, number])[]) =>
  stretches.map(([first, last]): Stretch => ({ festival, first, last, sd }))

const single = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, at) => [first + at, first + at] as const)

/** Festivals that move or stand out, cut into stretches that sell alike. */
const stretches: readonly Stretch[] = [
  ...around(springFestival, 0.5, [-21, -17], [-16, -12], [-11, -8], [-7, -5], [-4, -2], ...single(-1, 6)),
  ...around(springFestival, 0.5, [7, 9], [10, 14], [15, 20]),
  ...around(midAutumn, 0.3, [-14, -10], [-9, -5], [-4, -1], [0, 0], [1, 3]),
  ...around(yearly('11-11'), 0.5, [-10, -1], [0, 0], [1, 7]),
  ...around(yearly('06-18'), 0.5, [-8, -1], [0, 0], [1, 4]),
  ...around(yearly('10-01'), 0.3, [0, 3], [4, 6]),
  ...around(yearly('05-01'), 0.3, [0, 4]),
  ...around(yearly('12-25'), 0.5, [-14, -8], [-7, -4], [-3, -1], [0, 0], [1, 6]),
  ...around(yearly('01-01'), 0.5, [0, 0], [1, 3]),
  ...around(yearly('04-05'), 0.2, [-1, 1]),
]

const harmonics = [1, 2, 3, 4, 5, 6]
const week_sd = 0.5
const harmonic_sd = 0.06

/** Standard deviation of each effect of `dayEffects` before the data speaks. */
export const effectSd: readonly number[] = [
  ...Array.from({ length: 7 }, () => week_sd),
  ...harmonics.flatMap((harmonic) => [harmonic_sd / Math.sqrt(harmonic), harmonic_sd / Math.sqrt(harmonic)]),
  ...stretches.map(({ sd }) => sd),
]

/** What is known of each day beforehand, one row a day: its weekday, its place in the year and the festivals it is near, as numbers. */
export function dayEffects(days: readonly Day[]): Float64Array[] {
  const festivals = festivalsOf(new Set(days.map(yearOf)))
  return days.map((day) => {
    const row = new Float64Array(effectSd.length)
    row[weekday(day)] = 1
    const turn = (2 * Math.PI * daysBetween(`${yearOf(day)}-01-01`, day)) / 365.25
    harmonics.forEach((harmonic, at) => {
      row[7 + 2 * at] = Math.sin(harmonic * turn)
      row[8 + 2 * at] = Math.cos(harmonic * turn)
    })
    for (const at of festivals.get(day) ?? []) row[first_stretch + at] = 1
    return row
  })
}

const first_stretch = 7 + 2 * harmonics.length

/** The stretches that hold a day, by day. */
function festivalsOf(years: ReadonlySet<number>): Map<Day, number[]> {
  const found = new Map<Day, number[]>()
  const near = new Set([...years].flatMap((year) => [year - 1, year, year + 1]))
  for (const year of near)
    stretches.forEach(({ festival, first, last }, at) => {
      const date = festival(year)
      for (let away = first; away <= last; away += 1) {
        const day = addDays(date, away)
        found.set(day, [...(found.get(day) ?? []), at])
      }
    })
  return found
}

const yearOf = (day: Day) => Number(day.slice(0, 4))

/** 0 is Monday. */
function weekday(day: Day): number {
  return (((daysBetween('1970-01-01', day) + 3) % 7) + 7) % 7
}
