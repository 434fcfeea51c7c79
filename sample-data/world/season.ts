import { springFestival } from '../../queries/spring-festival.ts'
import { Random } from '../random.ts'
import { day_seconds, dayNumber, dayText, monthOf, weekday, yearOf } from './calendar.ts'
import type { DayNumber, Moment } from './calendar.ts'
import { lunarDay } from '../../queries/lunar-day.ts'

const week = [0.86, 0.85, 0.87, 0.91, 1.03, 1.27, 1.21]
const year = [1.02, 0.97, 0.98, 0.97, 1.01, 1.0, 0.97, 0.98, 1.02, 1.02, 1.0, 1.06]

/** Share of a day's purchases in each hour of the clock. */
const hours = [0, 0, 0, 0, 0, 0, 0, 1, 3, 5, 7, 8, 8, 6, 5, 6, 7, 9, 12, 12, 9, 6, 3, 1]

/**
 * How busy each day is, as a clock that runs faster on busy days. A position on this clock is the day plus the share
 * of the day's purchases that came before, so that rhythms are drawn evenly and festivals come by themselves.
 */
export class Season {
  readonly first: DayNumber
  readonly last: DayNumber
  /** Mean 1 over the period. */
  readonly intensity: Float64Array
  private readonly before: Float64Array

  constructor(first: DayNumber, last: DayNumber, seed: number) {
    this.first = first
    this.last = last
    const raw = Float64Array.from({ length: last - first + 1 }, (_, i) => busyness(first + i, seed))
    const mean = raw.reduce((sum, x) => sum + x, 0) / raw.length
    this.intensity = raw.map((x) => x / mean)
    this.before = new Float64Array(raw.length + 1)
    this.intensity.forEach((x, i) => (this.before[i + 1] = (this.before[i] as number) + x))
  }

  /** The position reached after `amount` average days; infinite beyond the last day. */
  after(position: number, amount: number): number {
    const day = Math.floor(position) - this.first
    const target = (this.before[day] as number) + (position % 1) * (this.intensity[day] as number) + amount
    if (target >= (this.before[this.intensity.length] as number)) return Infinity
    let low = day
    let high = this.intensity.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((this.before[middle] as number) <= target) low = middle
      else high = middle
    }
    const within = (target - (this.before[low] as number)) / (this.intensity[low] as number)
    return this.first + low + Math.min(within, 0.999999)
  }

  /** The moment on the wall clock that belongs to a position. */
  moment(position: number): Moment {
    const day = Math.floor(position)
    return day * day_seconds + clock(position - day)
  }
}

const steps = 2048
const clockTable = Float64Array.from({ length: steps + 1 }, (_, i) => secondAt(i / steps))

function secondAt(share: number): number {
  const total = hours.reduce((sum, x) => sum + x, 0)
  let rest = share * total
  const hour = hours.findIndex((weight) => (rest -= weight) < 0)
  if (hour < 0) return 24 * 3600 - 1
  return Math.floor((hour + 1 + rest / (hours[hour] as number)) * 3600)
}

function clock(share: number): number {
  const at = share * steps
  const low = clockTable[Math.floor(at)] as number
  return Math.floor(low + (at % 1) * ((clockTable[Math.floor(at) + 1] as number) - low))
}

function busyness(day: DayNumber, seed: number): number {
  const weather = Math.exp(0.05 * new Random(seed, 'weather', day).normal())
  return (week[weekday(day)] as number) * (year[monthOf(day)] as number) * festival(day) * weather
}

function festival(day: DayNumber): number {
  return aroundSpringFestival(day) * shoppingDays(day) * midAutumn(day)
}

/** People stock up for three weeks, stay at home for five days, and come back slowly. */
function aroundSpringFestival(day: DayNumber): number {
  const away = day - dayNumber(springFestival(yearOf(day)))
  if (away < -21 || away > 14) return 1
  if (away < -1) return 1.18 + 0.32 * (1 - Math.abs(away + 6) / 15)
  if (away < 5) return 0.42 + 0.06 * away
  return 0.78 + 0.022 * (away - 5)
}

function shoppingDays(day: DayNumber): number {
  const date = dayText(day).slice(5)
  if (date === '11-11') return 2.3
  if (date >= '11-01' && date < '11-11') return 1.12
  if (date > '11-11' && date <= '11-18') return 0.85
  if (date === '06-18') return 1.7
  if (date >= '06-10' && date < '06-18') return 1.1
  if (date >= '10-01' && date <= '10-07') return 1.14
  if (date >= '05-01' && date <= '05-05') return 1.12
  return 1
}

const midAutumns = new Map<number, DayNumber>()

function midAutumn(day: DayNumber): number {
  const year = yearOf(day)
  const date = midAutumns.get(year) ?? dayNumber(lunarDay(year, 8, 15))
  midAutumns.set(year, date)
  return day > date - 10 && day <= date ? 1.18 : 1
}
