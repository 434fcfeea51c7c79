import { expect, test } from 'vitest'
import { lunarDay, lunarFestival } from '../../queries/lunar-day.ts'
import { midAutumn } from '../../queries/mid-autumn.ts'
import { springFestival } from '../../queries/spring-festival.ts'

test.each([
  [1998, '1998-01-28', '1998-10-05'],
  [2004, '2004-01-22', '2004-09-28'],
  [2008, '2008-02-07', '2008-09-14'],
  [2014, '2014-01-31', '2014-09-08'],
  [2036, '2036-01-28', '2036-10-04'],
])(
  'Spring Festival and Mid-Autumn of %i, beyond the published years, are %s and %s',
  (year, spring, autumn) => {
    expect([springFestival(year), midAutumn(year)]).toEqual([spring, autumn])
  },
)

test('a published day stands where the calendar of the platform is a day off: new moons minutes from midnight in China', () => {
  const years = Array.from({ length: 21 }, (_, nth) => 2015 + nth)
  expect(years.filter((year) => lunarDay(year, 1, 1) !== springFestival(year))).toEqual([2027, 2030])
  expect([springFestival(2027), springFestival(2030)]).toEqual(['2027-02-06', '2030-02-03'])
})

test('a published day is told as it is, whatever the calendar says', () => {
  expect(lunarFestival({ 2026: '2026-02-18' }, 1, 1)(2026)).toBe('2026-02-18')
})

test('every year from 1950 to 2100 has its festivals', () => {
  for (let year = 1950; year <= 2100; year += 1) {
    expect(springFestival(year)).toMatch(new RegExp(`^${year}-(01-2[0-9]|01-3[01]|02-)`))
    expect(midAutumn(year)).toMatch(new RegExp(`^${year}-(09-|10-0)`))
  }
})

test('a day that no month has is refused', () => {
  expect(() => lunarDay(2026, 8, 31)).toThrow('no day 8/31')
})
