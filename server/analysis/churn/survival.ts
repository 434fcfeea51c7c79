import { survival as metric } from '../../../queries/churn/survival.ts'
import { kaplanMeier } from '../../stats/kaplan-meier.ts'
import { defineAnalysis } from '../analysis.ts'
import { groupsOf } from './tenure-groups.ts'

/** A Kaplan–Meier curve for each group, by group and day. */
export const survival = defineAnalysis(metric, (rows) =>
  groupsOf(rows).flatMap(({ member, label, times }) =>
    kaplanMeier(times).map((point) => ({
      member,
      label,
      tenure_days: point.time,
      customers_at_risk: point.at_risk,
      lapsed_customers: point.events,
      censored_customers: point.censored,
      survival: point.survival,
      survival_low: point.low,
      survival_high: point.high,
    })),
  ),
)
