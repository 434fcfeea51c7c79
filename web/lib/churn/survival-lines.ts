import type { survival } from '../../../queries/churn/survival.ts'
import type { Row } from '../../../queries/metric.ts'
import type { SurvivalLine } from '../charts/survival-chart.ts'

/** At the end of a curve, where fewer are followed, it says little and is not drawn. */
const least_at_risk = 10

/**
 * Curves as a value for every day from 0 to the last day on which somebody is still followed, at most `most_days`;
 * steps hold from one event to the next.
 */
export function survivalLines(
  rows: readonly Row<typeof survival>[],
  name: (row: Row<typeof survival>) => string,
  most_days: number,
): SurvivalLine[] {
  return [...Map.groupBy(rows, ({ member }) => member)].map(([member, points]) => {
    const followed = points.filter(({ customers_at_risk }) => customers_at_risk! >= least_at_risk)
    const last = Math.min(most_days, followed.at(-1)?.tenure_days ?? 0)
    const days: (typeof points)[number][] = []
    for (const point of followed) days[point.tenure_days!] = point
    let current: (typeof points)[number] | null = null
    const values = Array.from({ length: last + 1 }, (_, day) => {
      current = days[day] ?? current
      return {
        value: current?.survival ?? 1,
        low: current === null ? 1 : current.survival_low,
        high: current === null ? 1 : current.survival_high,
      }
    })
    return { member: member ?? '', name: name(points[0]!), values }
  })
}
