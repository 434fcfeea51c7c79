import { cohorts } from './cohorts.ts'
import { lifecycle } from './lifecycle.ts'
import { survival } from './survival.ts'
import { survivalGroups } from './survival_groups.ts'

/** Who stays, who leaves, and what can be kept: the churn page. */
export const churn = [cohorts, lifecycle, survival, survivalGroups] as const
