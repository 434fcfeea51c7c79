import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decideOrder } from '../../../server/load/check/dates.ts'
import { readDateShape } from '../../../server/load/check/date-shapes.ts'
import { amountOf, numberStyle, numberText } from '../../../server/load/check/numbers.ts'
import { inGap, toLocal, toUtc, zoneRules } from '../../../server/load/check/time-zone.ts'
import { openWorkDatabase, type WorkDatabase } from '../../../server/load/read/work-database.ts'

let database: WorkDatabase
beforeAll(async () => {
  database = await openWorkDatabase('', { threads: '1' })
})
afterAll(() => database.close())

async function ask(sql: string): Promise<unknown> {
  return (await database.rows<{ v: unknown }>(`select cast(${sql} as varchar) as v`))[0]!.v
}

describe('the order of day and month is decided for a whole column', () => {
  const evidence = { first_is_day: 0, second_is_day: 0, differ: 0, first_is_year: 0, examples: [] }
  it.each([
    ['no value has two readings', {}, 'dmy'],
    ['one value can only have the day first', { first_is_day: 1, differ: 50 }, 'dmy'],
    ['one value can only have the month first', { second_is_day: 1, differ: 50 }, 'mdy'],
    ['nothing decides', { differ: 50 }, null],
    ['values contradict each other', { first_is_day: 40, second_is_day: 30, differ: 99 }, null],
    ['one in a hundred is against it', { first_is_day: 99, second_is_day: 1, differ: 100 }, 'dmy'],
    ['two in a hundred are against it', { first_is_day: 98, second_is_day: 2, differ: 100 }, null],
  ] as const)('%s', (_, found, expected) => {
    expect(decideOrder({ ...evidence, ...found })).toBe(expected)
  })
})

it.each([
  ['9999-99-99', '%Y-%m-%d'],
  ['9999/9/9 9:99', '%Y/%m/%d %H:%M'],
  ['9999-99-99T99:99:99.999Z', '%Y-%m-%d %H:%M:%S'],
  ['99.99.9999', '%d.%m.%Y'],
  ['9/9/99 9:99 PM', '%d/%m/%y %I:%M %p'],
  ['９９９９年９月９日', '%Y年%m月%d日'],
  ['9999/9/9 上午9:99', '%Y/%m/%d %p %I:%M'],
  ['99-Mar-99', '%d-%b-%y'],
  ['September 9, 9999', '%B %d, %Y'],
  ['9999-May-99', '%Y-%b-%d'],
  ['99999999 999999', '%Y%m%d %H%M%S'],
])('a date written %s is read as %s', (shape, format) => {
  const form = readDateShape(shape, false)!.form
  expect(form.kind === 'text' && form.formats('dmy')).toBe(format)
})

it.each([
  '9',
  '99',
  '9999',
  '999999',
  '9999-99',
  '99:99',
  'abc',
  '9999-99-99x',
  '9-9',
  '999999999',
  '99-Mars-99',
  '999.99',
])('%s is no date', (shape) => {
  expect(readDateShape(shape, false)).toBeNull()
})

it.each(['9999-99', '999999', '9999年9月', 'Mar-99'])('%s is a month', (shape) => {
  expect(readDateShape(shape, true)).not.toBeNull()
})

describe('the comma of a column', () => {
  const shapes = (...list: string[]) => list.map((shape) => ({ shape, rows: 1, example: shape }))
  it.each([
    ['separates thousands when nothing says otherwise', ['9,999'], false],
    ['separates thousands when a point follows', ['9,999.99', '99'], false],
    ['is a decimal comma when two digits follow', ['99,99', '9.999'], true],
    ['is a decimal comma behind a point', ['9.999,9'], true],
    ['separates thousands when another value has a decimal point', ['9,99', '9.99'], false],
  ] as const)('%s', (_, list, expected) => {
    expect(numberStyle(shapes(...list)).decimal_comma).toBe(expected)
  })
})

describe('an amount', () => {
  const dressed = { bare: false, wide: true, decimal_comma: false }
  it.each([
    ['1,234,567.89', '1234567.8900'],
    ['12,34', null],
    ['1,2345', null],
    ['￥１，２３４．５０', '1234.5000'],
    ['(1,000)', '-1000.0000'],
    ['- 5', '-5.0000'],
    ['5-', '-5.0000'],
    ['--5', null],
    ['1_000', null],
    ['inf', null],
    ['1e3', '1000.0000'],
    ['0x10', null],
    ['USD 5', '5.0000'],
    ["1'000", '1000.0000'],
    ['五', null],
    ['', null],
    ['99999999999999.9999', '99999999999999.9999'],
    ['100000000000000', null],
    ['0.1', '0.1000'],
  ])('%s is %s', async (text, expected) => {
    expect(await ask(amountOf(`(${numberText(`'${text.replaceAll("'", "''")}'`, dressed)})`))).toBe(expected)
  })

  it('is never a binary fraction on its way', async () => {
    const sum = `select sum(${amountOf('x')}) from (select '0.1' as x from range(1000000))`
    expect(await ask(`(${sum})`)).toBe('100000.0000')
  })
})

describe('clock time and UTC', () => {
  const newYork = zoneRules('America/New_York', 2026, 2026)
  const at = (text: string) => `timestamp '${text}'`

  it.each([
    ['before summer time', '2026-03-08 01:59:59', '2026-03-08 06:59:59'],
    ['in the hour that was skipped: as if not yet changed', '2026-03-08 02:30:00', '2026-03-08 07:30:00'],
    ['after it', '2026-03-08 03:00:00', '2026-03-08 07:00:00'],
    ['in the hour that came twice: the first time', '2026-11-01 01:30:00', '2026-11-01 05:30:00'],
    ['after that', '2026-11-01 02:00:00', '2026-11-01 07:00:00'],
  ])('%s', async (_, local, utc) => {
    expect(await ask(toUtc(at(local), newYork))).toBe(utc)
  })

  it('the skipped hour is known, and no other', async () => {
    expect(await ask(inGap(at('2026-03-08 02:00:00'), newYork)!)).toBe('true')
    expect(await ask(inGap(at('2026-03-08 03:00:00'), newYork)!)).toBe('false')
    expect(inGap('x', zoneRules('Asia/Shanghai', 2000, 2030))).toBeNull()
  })

  it.each([
    'America/New_York',
    'Asia/Shanghai',
    'Europe/London',
    'Africa/Casablanca',
    'Australia/Lord_Howe',
    'America/St_Johns',
  ])(
    'every hour of 140 years in %s is what the time zone database of the runtime says',
    async (time_zone) => {
      const hours = Array.from({ length: 400 }, (_, index) => Date.UTC(1950, 0, 1) + index * 11_043_017_000)
      const clock = new Intl.DateTimeFormat('sv-SE', {
        timeZone: time_zone,
        dateStyle: 'short',
        timeStyle: 'medium',
      })
      const rules = zoneRules(time_zone, 1950, 2090)
      const list = hours.map((time) => `timestamp '${new Date(time).toISOString().slice(0, 19)}'`)
      const rows = await database.rows<{ v: string }>(
        `select cast(${toLocal('t', rules)} as varchar) as v from (select unnest([${list.join(', ')}]) as t)`,
      )
      expect(rows.map(({ v }) => v)).toEqual(hours.map((time) => clock.format(time)))
    },
  )

  it('a zone that does not exist is an error', () => {
    expect(() => zoneRules('Mars/Base', 2026, 2026)).toThrow('Mars/Base')
  })
})
