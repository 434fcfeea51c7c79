import type { Range } from '../../../queries/day.ts'
import type { Metric } from '../../../queries/metric.ts'
import { ask } from '../api.ts'
import type { Filters } from '../view-state.ts'
import type { KpiRows } from './figure.ts'
import { isToldBy, rowOf } from './fold.ts'
import { rangesApart } from './kpi-plan.ts'
import type { KpiPlan } from './kpi-plan.ts'
import type { TrendPlan } from './trend-plan.ts'

/** What the cards of one metric ask. */
export interface KpiQuestion {
  readonly plan: KpiPlan
  readonly filters: Filters
  /** The chart over time whose buckets the series can be read from: then they are asked for, and serve both. */
  readonly trend?: TrendPlan | undefined
  /** Parameters of the metric beyond period, filters and grain. */
  readonly own?: Readonly<Record<string, string>> | undefined
}

/**
 * The rows of a plan: its series, and each range that is not one of its buckets as a total. Where buckets add up, or the one
 * that a range ends with tells of it, it is read from them; else it is asked, once for all its roles.
 */
export async function findKpi(
  metric: Metric,
  { plan, filters, trend, own = {} }: KpiQuestion,
  signal: AbortSignal,
): Promise<KpiRows> {
  const rowsOf = async ({ from, to }: Range, grain: string) => {
    const params = { from, to, ...filters, ...own, grain }
    return (await ask(metric, params, { signal })).rows
  }
  const totalOf = async (range: Range) =>
    [rangeKey(range), (await rowsOf(range, 'total'))[0] ?? null] as const
  const buckets = trend ?? { grain: plan.grain, asked: plan.series }
  const isTold = (range: Range) => isToldBy(metric, buckets, range)
  const [rows, ...totals] = await Promise.all([
    rowsOf(buckets.asked, buckets.grain),
    ...rangesApart(plan)
      .filter((range) => !isTold(range))
      .map(totalOf),
  ])
  const found = new Map(totals)
  const rowApart = (range: Range) =>
    isTold(range) ? rowOf(metric, rows, range, buckets.grain) : (found.get(rangeKey(range)) ?? null)
  const apart = Object.entries(plan.apart).map(([role, range]) => [role, rowApart(range)])
  return {
    series:
      buckets.grain === plan.grain
        ? rows
        : plan.buckets
            .map((bucket) => rowOf(metric, rows, bucket, buckets.grain))
            .filter((row) => row !== null),
    apart: Object.fromEntries(apart) as KpiRows['apart'],
    ...(trend && { trend: rows }),
  }
}

const rangeKey = ({ from, to }: Range) => `${from} ${to}`
