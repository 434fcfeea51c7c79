import { describe, expect, test } from 'vitest'
import { compare, readPeriod } from '../../../queries/calendar.ts'
import { complaints } from '../../../queries/kpi/complaints.ts'
import { customers } from '../../../queries/kpi/customers.ts'
import { repeatRate } from '../../../queries/kpi/repeat_rate.ts'
import { sales } from '../../../queries/kpi/sales.ts'
import { carriesSeries, isToldBy, rowOf } from '../../../web/lib/overview/fold.ts'
import type { Buckets } from '../../../web/lib/overview/fold.ts'
import { planKpis } from '../../../web/lib/overview/kpi-plan.ts'

const months: Buckets = { grain: 'month', asked: { from: '2024-01-01', to: '2025-10-20' } }
const may_to_july = { from: '2025-05-01', to: '2025-07-31' }

describe('a range is read from buckets', () => {
  test('when whole ones fill it', () => {
    expect(isToldBy(sales, months, may_to_july)).toBe(true)
    expect(isToldBy(sales, months, { from: '2025-05-02', to: '2025-07-31' })).toBe(false)
    expect(isToldBy(sales, months, { from: '2025-05-01', to: '2025-07-30' })).toBe(false)
  })

  test('when it ends with what was asked, though its last bucket is not over', () => {
    expect(isToldBy(sales, months, { from: '2025-10-01', to: '2025-10-20' })).toBe(true)
    expect(isToldBy(sales, months, { from: '2023-12-01', to: '2024-01-31' })).toBe(false)
    expect(isToldBy(sales, months, { from: '2025-10-01', to: '2025-10-31' })).toBe(false)
  })

  test('only of metrics whose buckets add up: who bought in two months is not two customers', () => {
    expect(isToldBy(complaints, months, may_to_july)).toBe(true)
    expect(isToldBy(customers, months, may_to_july)).toBe(false)
  })

  test('of a rate over twelve months when one ends with the range, wherever that begins', () => {
    expect(isToldBy(repeatRate, months, { from: '2023-02-03', to: '2025-07-31' })).toBe(true)
    expect(isToldBy(repeatRate, months, { from: '2025-10-19', to: '2025-10-20' })).toBe(true)
    expect(isToldBy(repeatRate, months, { from: '2025-05-01', to: '2025-07-30' })).toBe(false)
    expect(isToldBy(repeatRate, months, { from: '2022-01-01', to: '2023-12-31' })).toBe(false)
  })
})

describe('the series of the cards is read from the buckets of the chart over time', () => {
  const plan = (text: string) => {
    const period = readPeriod(text, { as_of: '2025-12-31' })!
    return planKpis(compare(period, { as_of: '2025-12-31' }), period, '2020-01-01')
  }
  const day = (from: string, to: string): Buckets => ({ grain: 'day', asked: { from, to } })

  test('where they nest in its own and reach as far', () => {
    expect(carriesSeries(sales, day('2023-10-01', '2025-10-31'), plan('2025-10'))).toBe(true)
    expect(carriesSeries(sales, day('2023-10-02', '2025-10-31'), plan('2025-10'))).toBe(false)
    expect(carriesSeries(sales, day('2023-10-01', '2025-11-01'), plan('2025-10'))).toBe(false)
  })

  test('never from weeks, which begin in one quarter and end in another', () => {
    const asked = { from: '2022-01-03', to: '2025-09-30' }
    expect(carriesSeries(sales, { grain: 'week', asked }, plan('2025-Q3'))).toBe(false)
    expect(carriesSeries(sales, { grain: 'day', asked }, plan('2025-Q3'))).toBe(true)
  })
})

describe('buckets read as one', () => {
  test('add up their sums and divide them anew', () => {
    const rows = [
      { bucket: '2025-04-01', net_sales: 999, identified_net_sales: 999, orders: 99 },
      { bucket: '2025-05-01', net_sales: 0.1, identified_net_sales: 0.1, orders: 1 },
      { bucket: '2025-06-01', net_sales: 0.2, identified_net_sales: 0, orders: 2 },
      { bucket: '2025-07-01', net_sales: 0.1, identified_net_sales: null, orders: 1 },
    ]
    expect(rowOf(sales, rows, may_to_july, 'month')).toEqual({
      bucket: '2025-05-01',
      net_sales: 0.4,
      identified_share: 0.25,
      orders: 4,
    })
  })

  test('tell of a rate over twelve months what the last of them does, or nothing without it', () => {
    const rows = [
      { bucket: '2025-06-01', repeat_rate: 0.2 },
      { bucket: '2025-07-01', repeat_rate: 0.3 },
    ]
    expect(rowOf(repeatRate, rows, may_to_july, 'month')).toMatchObject({ repeat_rate: 0.3 })
    expect(rowOf(repeatRate, rows.slice(0, 1), may_to_july, 'month')).toBeNull()
  })

  test('say nothing of what no bucket knows, nor of a share of nothing', () => {
    const row = (orders: number | null) => [{ bucket: '2025-06-01', complaints: 2, orders }]
    expect(rowOf(complaints, [], may_to_july, 'month')).toBeNull()
    expect(rowOf(complaints, row(null), may_to_july, 'month')).toMatchObject({
      complaints: 2,
      orders: null,
      complaints_per_1000_orders: null,
    })
    expect(rowOf(complaints, row(0), may_to_july, 'month')?.complaints_per_1000_orders).toBeNull()
    expect(rowOf(complaints, row(400), may_to_july, 'month')?.complaints_per_1000_orders).toBe(5)
  })
})
