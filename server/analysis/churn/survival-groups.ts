import { survivalGroups as metric } from '../../../queries/churn/survival_groups.ts'
import { kaplanMeier, survivalTime, type SurvivalPoint } from '../../stats/kaplan-meier.ts'
import { logRank } from '../../stats/log-rank.ts'
import { defineAnalysis } from '../analysis.ts'
import { groupsOf } from './tenure-groups.ts'

/** Each group's curve in figures and the log-rank test between them; largest group first. */
export const survivalGroups = defineAnalysis(metric, (rows) => {
  const groups = groupsOf(rows)
  const test = logRank(groups.map(({ times }) => times))
  return groups
    .map(({ member, label, times }, index) => {
      const curve = kaplanMeier(times)
      const median = survivalTime(curve)
      const lapsed = times.reduce((all, { events }) => all + events, 0)
      return {
        member,
        label,
        customers: curve[0]?.at_risk ?? 0,
        lapsed_customers: lapsed,
        expected_lapses: test?.expected[index] ?? null,
        median_days: median.time,
        median_days_low: median.low,
        median_days_high: median.high,
        ...after(curve, 180),
        ...after(curve, 365),
        chi_square: test?.chi_square ?? null,
        degrees_of_freedom: test?.degrees_of_freedom ?? null,
        p_value: test?.p_value ?? null,
      }
    })
    .sort((a, b) => b.customers - a.customers)
})

/** The curve at a day; null where nobody was followed so far. */
function after<const D extends 180 | 365>(curve: readonly SurvivalPoint[], day: D) {
  const last = curve.at(-1)
  const reached = last !== undefined && (last.time >= day || last.survival === 0)
  const point = curve.findLast(({ time }) => time <= day) ?? { survival: 1, low: 1, high: 1 }
  const { survival, low, high } = reached ? point : { survival: null, low: null, high: null }
  return {
    [`survival_${day}`]: survival,
    [`survival_${day}_low`]: low,
    [`survival_${day}_high`]: high,
  } as Record<`survival_${D}${'' | '_low' | '_high'}`, number | null>
}
