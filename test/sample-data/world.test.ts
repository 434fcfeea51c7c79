import { describe, expect, test } from 'vitest'
import { Random } from '../../sample-data/random.ts'
import {
  dayNumber,
  dayText,
  momentText,
  quarterText,
  quarterNumber,
} from '../../sample-data/world/calendar.ts'
import { lunarDay } from '../../queries/lunar-day.ts'
import { holidaysOf } from '../../sample-data/world/holidays.ts'
import { makeRange } from '../../sample-data/world/products.ts'
import { Season } from '../../sample-data/world/season.ts'
import { makeStores } from '../../sample-data/world/stores.ts'
import { makeWorld } from '../../sample-data/world/world.ts'

const options = { customers: 1000, years: 3, seed: 1, stores: 60, end_day: '2026-10-31' }
const first = dayNumber('2023-11-01')
const last = dayNumber('2026-10-31')

describe('The period', () => {
  test('of three years to 31 October 2026 begins on 1 November 2023', () => {
    const world = makeWorld(options)
    expect([dayText(world.first), dayText(world.last)]).toEqual(['2023-11-01', '2026-10-31'])
  })

  test('of a year to 28 February begins on the first of March, leap year or not', () => {
    expect(dayText(makeWorld({ ...options, years: 1, end_day: '2025-02-28' }).first)).toBe('2024-03-01')
  })

  test('ends in a quarter that is not over', () => {
    expect(quarterText(quarterNumber(last))).toBe('2026-Q4')
  })
})

describe('The season', () => {
  const season = new Season(first, last, 1)
  const busy = (from: string, days: number) => {
    const start = dayNumber(from) - first
    return season.intensity.subarray(start, start + days).reduce((sum, x) => sum + x, 0) / days
  }

  test('is one on average', () => {
    expect(busy('2023-11-01', 1096)).toBeCloseTo(1, 9)
  })

  test('rises before Spring Festival, which moves, and falls with it', () => {
    for (const festival of ['2024-02-10', '2025-01-29', '2026-02-17']) {
      const day = dayNumber(festival)
      expect(busy(dayText(day - 15), 14)).toBeGreaterThan(1.2)
      expect(busy(festival, 4)).toBeLessThan(0.7)
    }
  })

  test('peaks on 11 November', () => {
    expect(busy('2024-11-11', 1)).toBeGreaterThan(1.6)
  })

  test('reaches a position by as many average days as were asked for', () => {
    const position = season.after(first + 0.25, 10)
    const day = Math.floor(position) - first
    const passed = season.intensity.subarray(0, day).reduce((sum, x) => sum + x, 0)
    const within = (position % 1) * (season.intensity[day] ?? 0)
    expect(passed + within - 0.25 * (season.intensity[0] ?? 0)).toBeCloseTo(10, 6)
  })

  test('ends with the last day', () => {
    expect(season.after(last + 0.5, 5)).toBe(Infinity)
  })

  test('opens shops at seven and closes them before midnight', () => {
    expect(momentText(season.moment(first))).toBe('2023-11-01 07:00:00')
    expect(momentText(season.moment(first + 0.999999)) < '2023-11-01 23:59:59').toBe(true)
  })
})

describe('Holidays', () => {
  test('are those the State Council announced for 2025', () => {
    const days = holidaysOf(2025)
    expect(days.filter((day) => day.name === '春节').map((day) => day.date.slice(5))).toEqual([
      '01-28',
      '01-29',
      '01-30',
      '01-31',
      '02-01',
      '02-02',
      '02-03',
      '02-04',
    ])
    expect(days.filter((day) => day.is_working).map((day) => day.date.slice(5))).toEqual([
      '01-26',
      '02-08',
      '04-27',
      '09-28',
      '10-11',
    ])
  })

  test('of other years are the statutory ones, a day once', () => {
    const days = holidaysOf(2028).map((day) => day.date)
    expect(new Set(days).size).toBe(days.length)
    expect(days).toContain('2028-10-03')
  })

  test('follow the lunar calendar: Mid-Autumn of 2026 is 25 September, Dragon Boat 19 June', () => {
    expect([lunarDay(2026, 8, 15), lunarDay(2026, 5, 5)]).toEqual(['2026-09-25', '2026-06-19'])
  })
})

describe('The chain', () => {
  test('has a direct store in every region that is open throughout', () => {
    for (const count of [7, 60, 300]) {
      const stores = makeStores(count, first, last, 2)
      const steady = stores.filter(
        (store) => store.ownership === 'direct' && store.opened_on < first && store.closed_on === null,
      )
      expect(new Set(steady.map((store) => store.region)).size).toBe(7)
    }
  })

  test('gives every store a name of its own', () => {
    expect(new Set(makeStores(600, first, last, 2).map((store) => store.name)).size).toBe(600)
  })

  test('sells some 800 products in twelve categories, each dearer than it costs', () => {
    const { products, shelves } = makeRange(3)
    expect(shelves.length).toBe(12)
    expect(products.length).toBeGreaterThan(750)
    expect(new Set(products.map((product) => product.product_id)).size).toBe(products.length)
    expect(products.every((product) => product.price > product.unit_cost)).toBe(true)
  })
})

describe('Random numbers', () => {
  const draws = <T>(count: number, draw: (random: Random) => T) => {
    const random = new Random(42, 'pilot', 0)
    return Array.from({ length: count }, () => draw(random))
  }
  const mean = (list: number[]) => list.reduce((sum, x) => sum + x, 0) / list.length

  test('of one stream and index are the same wherever they are drawn', () => {
    const first_three = () => draws(3, (random) => random.next())
    expect(first_three()).toEqual(first_three())
  })

  test('of neighbouring customers have nothing in common', () => {
    const all = Array.from({ length: 5000 }, (_, index) => new Random(1, 'customer', index).next())
    expect(new Set(all).size).toBe(5000)
    expect(mean(all)).toBeCloseTo(0.5, 1)
  })

  test('have the means of their distributions', () => {
    expect(mean(draws(40_000, (random) => random.gamma(0.4)))).toBeCloseTo(0.4, 1)
    expect(mean(draws(40_000, (random) => random.beta(0.5, 1.5)))).toBeCloseTo(0.25, 1)
    expect(mean(draws(40_000, (random) => random.poisson(1.5)))).toBeCloseTo(1.5, 1)
    expect(mean(draws(4000, (random) => random.poisson(90))) / 90).toBeCloseTo(1, 1)
    expect(mean(draws(40_000, (random) => random.exponential()))).toBeCloseTo(1, 1)
  })
})
