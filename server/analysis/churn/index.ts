import { survivalGroups } from './survival-groups.ts'
import { survival } from './survival.ts'

/** Statistics of the churn page. */
export const churn = [survival, survivalGroups] as const
