import type { Range } from '../../../queries/day.ts'
import type { Metric } from '../../../queries/metric.ts'
import { ask } from '../api.ts'
import type { Filters } from '../view-state.ts'
import type { KpiRows } from './figure.ts'
import { rangesApart } from './kpi-plan.ts'
import type { KpiPlan } from './kpi-plan.ts'

/** What the cards of one metric ask. */
export interface KpiQuestion {
  readonly plan: KpiPlan
  readonly filters: Filters
  /** Parameters of the metric beyond period, filters and grain. */
  readonly own?: Readonly<Record<string, string>>
}

/** The rows of a plan: its series, and each range that is not one of its buckets as a total, asked once for all its roles. */
export async function findKpi(
  metric: Metric,
  { plan, filters, own = {} }: KpiQuestion,
  signal: AbortSignal,
): Promise<KpiRows> {
  const rowsOf = async ({ from, to }: Range, grain: string) => {
    const params = { from, to, ...filters, ...own, grain }
    return (await ask(metric, params, { signal })).rows
  }
  const totalOf = async (range: Range) =>
    [rangeKey(range), (await rowsOf(range, 'total'))[0] ?? null] as const
  const [series, ...totals] = await Promise.all([
    rowsOf(plan.series, plan.grain),
    ...rangesApart(plan).map(totalOf),
  ])
  const found = new Map(totals)
  const apart = Object.entries(plan.apart).map(([role, range]) => [role, found.get(rangeKey(range)) ?? null])
  return { series, apart: Object.fromEntries(apart) as KpiRows['apart'] }
}

const rangeKey = ({ from, to }: Range) => `${from} ${to}`
