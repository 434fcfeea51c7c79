import { churn } from '../../../queries/kpi/churn.ts'
import { complaints } from '../../../queries/kpi/complaints.ts'
import type { ContributionMeasure } from '../../../queries/kpi/contribution.ts'
import { customers } from '../../../queries/kpi/customers.ts'
import type { LeaderboardMeasure } from '../../../queries/kpi/leaderboard.ts'
import { sales } from '../../../queries/kpi/sales.ts'
import { satisfaction } from '../../../queries/kpi/satisfaction.ts'
import type { Columns } from '../../../queries/metric.ts'
import { settings } from '../settings.svelte.ts'

const columns: Columns = {
  ...sales.columns,
  ...customers.columns,
  ...churn.columns,
  ...complaints.columns,
  orders: sales.columns.orders,
  nps: satisfaction.columns.nps,
  csat: satisfaction.columns.csat,
}

/** The name of a measure in the reader's language. */
export function measureTitle(measure: LeaderboardMeasure | ContributionMeasure): string {
  return columns[measure]?.title[settings.locale] ?? measure
}
