import { atRisk } from './at_risk.ts'
import { cohorts } from './cohorts.ts'
import { lapseDefinitions } from './lapse_definitions.ts'
import { lifecycle } from './lifecycle.ts'
import { reasons } from './reasons.ts'
import { survival } from './survival.ts'
import { survivalGroups } from './survival_groups.ts'
import { winBack } from './win_back.ts'

/** Who stays, who leaves, and what can be kept: the churn page. */
export const churn = [
  cohorts,
  lifecycle,
  survival,
  survivalGroups,
  lapseDefinitions,
  atRisk,
  reasons,
  winBack,
] as const
