import { cohorts } from './cohorts.ts'
import { lifecycle } from './lifecycle.ts'

/** Who stays, who leaves, and what can be kept: the churn page. */
export const churn = [cohorts, lifecycle] as const
