import { addDays } from '../../../queries/day.ts'
import type { Range } from '../../../queries/day.ts'
import type { Metric, Row } from '../../../queries/metric.ts'
import { bucketStart } from './buckets.ts'
import type { KpiPlan, SeriesGrain } from './kpi-plan.ts'

/** Buckets that were asked for in one question. */
export interface Buckets {
  readonly grain: SeriesGrain
  readonly asked: Range
}

type Sum = (column: string) => number | null

/** What the cards read of metrics whose buckets add up. */
const additive: Readonly<Record<string, (sum: Sum) => Readonly<Record<string, number | null>>>> = {
  'kpi/sales': (sum) => ({
    net_sales: sum('net_sales'),
    identified_share: ratio(sum('identified_net_sales'), sum('net_sales')),
    orders: sum('orders'),
  }),
  'kpi/complaints': (sum) => ({
    complaints: sum('complaints'),
    orders: sum('orders'),
    complaints_per_1000_orders: ratio(sum('complaints'), sum('orders'), 1000),
  }),
}

/** Metrics of which a bucket tells the same as any range that ends with it: of the twelve months up to there. */
const told_by_end = new Set(['kpi/repeat_rate'])

/** Whether the buckets of a metric tell of a range: those that lie within it by their sum, or the one it ends with. */
export function isToldBy(metric: Metric, { grain, asked }: Buckets, { from, to }: Range): boolean {
  const begins = (day: string) => bucketStart(day, grain) === day
  const ends = asked.from <= to && to <= asked.to && (to === asked.to || begins(addDays(to, 1)))
  if (told_by_end.has(metric.id)) return ends
  return metric.id in additive && ends && asked.from <= from && begins(from)
}

/** Whether every bucket of a plan's series can. */
export function carriesSeries(metric: Metric, buckets: Buckets, { grain, series }: KpiPlan): boolean {
  const nests =
    buckets.grain === grain || buckets.grain === 'day' || (buckets.grain === 'month' && grain === 'quarter')
  return metric.id in additive && nests && buckets.asked.to === series.to && isToldBy(metric, buckets, series)
}

/** The rows that tell of a range as one; null without any. The money of the rows has four decimals, and so has their sum. */
export function rowOf(
  metric: Metric,
  rows: readonly Row<Metric>[],
  { from, to }: Range,
  grain: SeriesGrain,
): Row<Metric> | null {
  if (told_by_end.has(metric.id)) return rows.find(({ bucket }) => bucket === bucketStart(to, grain)) ?? null
  const within = rows.filter(({ bucket }) => from <= String(bucket) && String(bucket) <= to)
  if (within.length === 0) return null
  const sum: Sum = (column) => {
    const known = within.flatMap((row) => (row[column] as number | null) ?? [])
    return known.length === 0 ? null : Math.round(known.reduce((a, b) => a + b, 0) * 10_000) / 10_000
  }
  return { bucket: from, ...additive[metric.id]!(sum) }
}

function ratio(part: number | null, whole: number | null, per = 1): number | null {
  return part === null || !whole ? null : per * (part / whole)
}
