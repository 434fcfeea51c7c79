import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, daysBetween } from '../../../queries/day.ts'
import { outlook } from '../../../queries/forecast/outlook.ts'
import { shareOf } from '../../../server/analysis/analyse.ts'
import { withStatistics } from '../../../server/analysis/analysing-engine.ts'
import { openAnalystPool } from '../../../server/analysis/analyst-pool.ts'
import { questionOf } from '../../../server/engine/question.ts'
import type { Asked } from '../../../server/engine/question.ts'
import { openChain } from '../chain.ts'
import type { CanonicalRow, Chain } from '../chain.ts'

const last_day = '2025-10-31'

/** One purchase of 10 at noon on each day and 20 on Saturdays, each day by the next of ten customers. */
function purchases(store_id: string, from: string, to: string, amount = 10): CanonicalRow[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, at) => {
    const day = addDays(from, at)
    const is_saturday = daysBetween('2025-01-04', day) % 7 === 0
    return {
      order_id: `${store_id}-${day}`,
      line_no: 1,
      ordered_at: `${day} 04:00:00`,
      store_id,
      channel: 'store',
      customer_id: `C${daysBetween('2020-01-01', day) % 10}`,
      quantity: 1,
      net_amount: is_saturday ? 2 * amount : amount,
    }
  })
}

const stores: CanonicalRow[] = [
  { store_id: 'OLD', name: 'Old', region: 'East' },
  { store_id: 'YEAR', name: 'A year and a half', region: 'West' },
  { store_id: 'NEW', name: 'New', region: 'West' },
  { store_id: 'GONE', name: 'Gone', region: 'North', closed_on: '2025-06-30' },
]

let chain: Chain
beforeAll(async () => {
  chain = await openChain({
    stores,
    purchases: [
      ...purchases('OLD', '2022-10-01', last_day),
      ...purchases('YEAR', '2024-05-01', last_day),
      ...purchases('NEW', '2025-01-01', last_day),
      ...purchases('GONE', '2022-10-01', '2025-06-30'),
    ],
  })
})
afterAll(() => chain.close())

const ask = (asked: Asked) => chain.ask(outlook, { from: '2025-01-01', to: last_day, ...asked })
const of = async (kind: string, asked: Asked) => (await ask(asked)).filter((row) => row.kind === kind)
const verdict = async (asked: Asked) => (await of('verdict', asked))[0]!

describe('the forecast', () => {
  it('is the same to the last digit when threads share the days that it is made from', async () => {
    const pool = openAnalystPool()
    try {
      for (const asked of [{ store: ['OLD'] }, { store: ['YEAR'] }, { measure: 'active_customers' }]) {
        const question = questionOf(outlook, { from: '2025-01-01', to: last_day, ...asked })
        const alone = await withStatistics(chain.engine).ask(question)
        expect(await withStatistics(chain.engine, pool.analyst).ask(question)).toEqual(alone)
      }
    } finally {
      await pool.close()
    }
  })

  it('gives each of two threads three of the six days that it is made from, and one day that is all', async () => {
    const daysOf = async (store: string) => {
      const { id, params, ...asked } = questionOf(outlook, {
        from: '2025-01-01',
        to: last_day,
        store: [store],
      })
      const read = await chain.engine.ask({ id, params, ...asked })
      return [0, 1].map((nth) => [
        ...(shareOf({ id, params, read, nth, of: 2 }) as Map<string, unknown>).keys(),
      ])
    }
    // The first quarter tested began on 1 October 2024; it was also forecast from the quarter before.
    expect(await daysOf('OLD')).toEqual([
      ['2025-11-01', '2024-10-01', '2025-04-01'],
      ['2024-07-01', '2025-01-01', '2025-07-01'],
    ])
    expect(await daysOf('YEAR')).toEqual([['2025-11-01'], []])
  })

  it('reaches to the end of the next quarter, what is known of this one included', async () => {
    const [current, next] = await of('quarter', { store: ['OLD'] })
    // October 2025 has 31 days, 4 of them Saturdays: 350. The quarter has 92 days and 13 Saturdays: 1050.
    expect(current).toMatchObject({ starts_on: '2025-10-01', ends_on: '2025-12-31', lead: 0, actual: 350 })
    expect(current!.model! / 1050).toBeCloseTo(1, 1)
    // The next has 90 days and 13 Saturdays: 1030.
    expect(next).toMatchObject({ starts_on: '2026-01-01', ends_on: '2026-03-31', lead: 1, actual: null })
    expect(next!.model! / 1030).toBeCloseTo(1, 1)
    for (const { low, forecast, high } of [current!, next!]) {
      expect(low).toBeLessThanOrEqual(forecast!)
      expect(high).toBeGreaterThanOrEqual(forecast!)
    }
  })

  it('repeats the same weekday 52 weeks earlier as seasonal-naive, and uses it unless the model errs less', async () => {
    const { method, reason, naive_wape, wape, n } = await verdict({ store: ['OLD'] })
    // Every week is the same, so repeating last year is never wrong and cannot be beaten.
    expect([method, reason, naive_wape]).toEqual(['naive', 'naive_wins', 0])
    expect(wape).toBeLessThan(0.05)
    // 13 whole weeks in each of four quarters (12 in the first of 2025), each from two origins.
    expect(n).toBe(2 * (13 + 12 + 13 + 13))
    const [current, next] = await of('quarter', { store: ['OLD'] })
    expect([current!.naive, next!.naive]).toEqual([1050, 1030])
  })

  it('shows the last four quarters as they were forecast one and two quarters ahead', async () => {
    const rows = await of('test', { store: ['OLD'] })
    expect(rows.map(({ starts_on, lead }) => `${starts_on} ${lead}`).toSorted()).toEqual([
      '2024-10-01 0',
      '2024-10-01 1',
      '2025-01-01 0',
      '2025-01-01 1',
      '2025-04-01 0',
      '2025-04-01 1',
      '2025-07-01 0',
      '2025-07-01 1',
    ])
    // July to September 2025: 92 days, 13 Saturdays.
    expect(rows.find(({ starts_on }) => starts_on === '2025-07-01')!.actual).toBe(1050)
  })

  it('says that a store that closed has none', async () => {
    expect(await verdict({ store: ['GONE'] })).toMatchObject({ method: 'none', reason: 'closed' })
    expect(await of('quarter', { store: ['GONE'] })).toEqual([])
  })

  it('does not expect of a region what its closed store sold', async () => {
    const [, next] = await of('quarter', { store: ['OLD', 'GONE'] })
    expect(next!.model! / 1030).toBeGreaterThan(0.85)
    expect(next!.model! / 1030).toBeLessThan(1.2)
  })

  it('has none under a year, only the seasonal-naive one under two', async () => {
    expect(await verdict({ store: ['NEW'] })).toMatchObject({ method: 'none', reason: 'under_one_year' })
    expect(await verdict({ store: ['YEAR'] })).toMatchObject({ method: 'naive', reason: 'under_two_years' })
    const [, next] = await of('quarter', { store: ['YEAR'] })
    expect(next).toMatchObject({ forecast: 1030, naive: 1030, method: 'naive' })
  })

  it('counts the customers of a quarter once', async () => {
    const [current, next] = await of('quarter', { store: ['OLD'], measure: 'active_customers' })
    // Ten customers come by turns, one a day: all ten were there by 10 October.
    expect(current).toMatchObject({ actual: 10 })
    expect(current!.forecast).toBeCloseTo(10, 0)
    expect(next!.naive).toBe(10)
    const buckets = await of('bucket', { store: ['OLD'], measure: 'active_customers' })
    expect(buckets.filter(({ forecast }) => forecast === null).map(({ actual }) => actual)).toEqual([
      10, 10, 10,
    ])
  })

  it('follows the quarters of a financial year that starts in February', async () => {
    const quarters = await of('quarter', { store: ['OLD'], fiscal_start: 2 })
    expect(quarters.map(({ starts_on }) => starts_on)).toEqual(['2025-11-01', '2026-02-01'])
    const counted = await of('quarter', { store: ['OLD'], fiscal_start: 2, measure: 'active_customers' })
    expect(counted.map(({ naive }) => naive)).toEqual([10, 10])
  })

  it('speaks as it would have on an earlier day', async () => {
    const quarters = await of('quarter', { store: ['OLD'], to: '2025-06-30' })
    expect(quarters.map(({ starts_on, actual }) => [starts_on, actual])).toEqual([
      ['2025-07-01', null],
      ['2025-10-01', null],
    ])
  })

  it('draws whole weeks, those to come with their interval', async () => {
    const weeks = await of('bucket', { store: ['OLD'] })
    const before = weeks.filter(({ forecast }) => forecast === null)
    // 30 December 2024 is the Monday of the week of 1 January; 27 October 2025 begins the week that is not over.
    expect([before[0]!.starts_on, before.at(-1)!.starts_on]).toEqual(['2024-12-30', '2025-10-20'])
    expect(before.every(({ actual }) => actual === 80)).toBe(true)
    // Monday to Friday of the last week are known: 50; Saturday and Sunday repeat last year: 30.
    expect(weeks[before.length]).toMatchObject({ starts_on: '2025-10-27', actual: 50, forecast: 80 })
    expect(weeks.at(-1)!.ends_on).toBe('2026-03-29')
  })

  it('says when nothing was ever sold', async () => {
    expect(await ask({ store: ['NOWHERE'] })).toMatchObject([{ kind: 'verdict', reason: 'no_sales' }])
  })
})
