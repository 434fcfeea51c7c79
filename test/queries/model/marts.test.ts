import { describe, expect, it } from 'vitest'
import type { Unit } from '../../../queries/metric.ts'
import { cornerShop } from '../../fixtures/corner-shop.ts'
import { question } from '../../engine/small-snapshot.ts'
import { useCornerShop } from '../corner-shop-chain.ts'

const shop = useCornerShop()
const read = (sql: string, units: Readonly<Record<string, Unit>>) => shop.read(question(sql, units))

describe('the calendar', () => {
  it('knows weekends, holidays and the working days that make up for them', async () => {
    const days = await read(
      `select day, is_working, next_working_day from calendar
        where day in ('2025-01-03', '2025-01-06', '2025-02-07', '2025-02-08') order by day`,
      { day: 'date', is_working: 'flag', next_working_day: 'date' },
    )
    expect(days.map(Object.values)).toEqual([
      ['2025-01-03', true, '2025-01-07'],
      ['2025-01-06', false, '2025-01-07'],
      ['2025-02-07', true, '2025-02-08'],
      ['2025-02-08', true, '2025-02-10'],
    ])
  })
})

describe('grade spans', () => {
  it('join entries of one grade, and end where the next begins', async () => {
    const spans = await read(
      `select customer_id, grade, starts_on, ends_before from grade_span join customer_key using (customer_key)
        order by customer_id, starts_on`,
      { customer_id: 'id', grade: 'text', starts_on: 'date', ends_before: 'date' },
    )
    expect(spans.map(Object.values)).toEqual([
      ['ann', 'silver', '2024-01-01', '2025-02-01'],
      ['ann', 'gold', '2025-02-01', '2299-12-31'],
      ['bo', 'silver', '2025-01-21', '2299-12-31'],
    ])
  })
})

describe('consent spans', () => {
  it('end with a withdrawal, also with one for every channel', async () => {
    const spans = await read(
      `select customer_id, channel, starts_on, ends_before from consent_span join customer_key using (customer_key)
        order by customer_id, channel`,
      { customer_id: 'id', channel: 'text', starts_on: 'date', ends_before: 'date' },
    )
    expect(spans.map(Object.values)).toEqual([
      ['ann', 'sms', '2024-01-10', '2025-02-15'],
      ['bo', 'any', '2025-01-01', null],
      ['cy', 'sms', '2025-02-01', '2025-03-01'],
    ])
  })
})

describe('orders of customers', () => {
  it('lie customer after customer over all months, without those of nobody known', async () => {
    const units = { customer_key: 'count', day: 'date', net_amount: 'money' } as const
    const [lying, sorted] = await Promise.all([
      read('select customer_key, day, net_amount from customer_order order by rowid', units),
      read(
        `select customer_key, day, net_amount from purchase_order
          where customer_key is not null order by customer_key, day, net_amount`,
        units,
      ),
    ])
    const places = (rows: typeof lying) => rows.map(({ customer_key, day }) => [customer_key, day])
    expect(places(lying)).toEqual(places(sorted))
    expect(new Set(sorted.map(({ customer_key }) => customer_key)).size).toBeGreaterThan(1)
    const amounts = (rows: typeof lying) => rows.map((row) => Object.values(row).join(' ')).toSorted()
    expect(amounts(lying)).toEqual(amounts(sorted))
  })
})

describe('visits', () => {
  it('know the purchase days before and after, the first and the longest gap so far, and mark one row a day', async () => {
    const visits = await read(
      `select day, previous_day, second_previous_day, next_day, first_day, longest_gap, opens_day, shares_day
         from visit join customer_key using (customer_key)
        where customer_id = 'bo' order by day`,
      {
        ...{
          day: 'date',
          previous_day: 'date',
          second_previous_day: 'date',
          next_day: 'date',
          first_day: 'date',
        },
        ...{ longest_gap: 'count', opens_day: 'flag', shares_day: 'flag' },
      },
    )
    expect(visits.map(Object.values)).toEqual([
      ['2024-10-05', null, null, '2025-01-20', '2024-10-05', 0, true, false],
      ['2025-01-20', '2024-10-05', null, '2025-03-31', '2024-10-05', 107, true, false],
      ['2025-03-31', '2025-01-20', '2024-10-05', null, '2024-10-05', 107, true, false],
    ])
  })
})

describe('the value of customers', () => {
  it('is scored by the share of customers who do worse, and equal ones are scored alike', async () => {
    const values = await read(
      `select customer_id, recency_days, occasions, net_amount, recency_score, frequency_score, monetary_score, segment
         from customer_value join customer_key using (customer_key) order by customer_id`,
      {
        ...{ customer_id: 'id', recency_days: 'count', occasions: 'count', net_amount: 'money' },
        ...{ recency_score: 'count', frequency_score: 'count', monetary_score: 'count', segment: 'text' },
      },
    )
    expect(values.map(Object.values)).toEqual([
      ['ann', 87, 1, 28, 1, 1, 4, 'important_win_back'],
      ['bo', 0, 3, 42, 5, 5, 5, 'important_value'],
      ['cy', 49, 2, 27, 2, 4, 3, 'important_keep'],
      ['di', 39, 1, 20, 3, 1, 2, 'general_develop'],
      ['zoe', 30, 1, 7, 4, 1, 1, 'general_develop'],
    ])
  })
})

describe('complaint cases', () => {
  it('keep the first time each stage was reached', async () => {
    const cases = await read(
      `select complaint_id, classified_at, resolved_at, answered_at from complaint_case order by complaint_id limit 1`,
      { complaint_id: 'id', classified_at: 'instant', resolved_at: 'instant', answered_at: 'instant' },
    )
    expect(cases).toEqual([
      {
        complaint_id: 'K1',
        classified_at: '2025-01-06T05:00:00.000Z',
        resolved_at: '2025-01-08T05:00:00.000Z',
        answered_at: null,
      },
    ])
  })
})

describe('orders', () => {
  it('hold what their lines hold, cancelled ones left out', async () => {
    const [sums] = await read(
      `select sum(net_amount) as net, cast(sum(lines) as integer) as lines, count(*) filter (where is_purchase) as orders from purchase_order`,
      { net: 'money', lines: 'count', orders: 'count' },
    )
    const lines = cornerShop.purchases!.filter(({ order_id }) => order_id !== 'O8')
    expect(sums).toEqual({
      net: lines.reduce((all, { net_amount }) => all + Number(net_amount), 0),
      lines: lines.length,
      orders: 11,
    })
  })

  it('belong to the category with the largest amount', async () => {
    const mains = await read(
      `select day, category_id from purchase_order left join category_key on category_key = main_category_key
        where day in ('2025-01-03', '2025-02-10', '2025-03-01') order by day, category_id`,
      { day: 'date', category_id: 'id' },
    )
    expect(mains.map(Object.values)).toEqual([
      ['2025-01-03', 'bakery'],
      ['2025-01-03', 'tea'],
      ['2025-02-10', 'pantry'],
      ['2025-03-01', null],
    ])
  })
})
