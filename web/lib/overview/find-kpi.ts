import type { Range } from '../../../queries/day.ts'
import type { Metric, Row } from '../../../queries/metric.ts'
import { ask } from '../api.ts'
import type { Filters } from '../view-state.ts'
import type { KpiRows } from './figure.ts'
import type { KpiPlan } from './kpi-plan.ts'

/** What the cards of one metric ask. */
export interface KpiQuestion {
  readonly plan: KpiPlan
  readonly filters: Filters
  /** Parameters of the metric beyond period, filters and grain. */
  readonly own?: Readonly<Record<string, string>>
}

/** The rows of a plan: its series, and each range that is not one of its buckets as a total. */
export async function findKpi(
  metric: Metric,
  { plan, filters, own = {} }: KpiQuestion,
  signal: AbortSignal,
): Promise<KpiRows> {
  const rowsOf = async (range: Range, grain: string) => {
    const params = { ...range, ...filters, ...own, grain }
    return (await ask(metric, params, { signal })).rows
  }
  const apart = Object.entries(plan.apart).map(
    async ([role, range]): Promise<[string, Row<Metric> | null]> => [
      role,
      (await rowsOf(range, 'total'))[0] ?? null,
    ],
  )
  const [series, ...totals] = await Promise.all([rowsOf(plan.series, plan.grain), ...apart])
  return { series, apart: Object.fromEntries(totals) }
}
