import { churn } from './churn.ts'
import { complaints } from './complaints.ts'
import { contribution } from './contribution.ts'
import { customers } from './customers.ts'
import { leaderboard } from './leaderboard.ts'
import { repeatRate } from './repeat_rate.ts'
import { roi } from './roi.ts'
import { sales } from './sales.ts'
import { satisfaction } from './satisfaction.ts'
import { scorecard } from './scorecard.ts'
import { targets } from './targets.ts'

/** What leadership watches: the cards of the Overview and what lies behind them. */
export const kpi = [
  sales,
  customers,
  repeatRate,
  churn,
  satisfaction,
  complaints,
  roi,
  leaderboard,
  contribution,
  scorecard,
  targets,
] as const
