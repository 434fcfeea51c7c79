import { reasons } from './reasons.ts'
import { survivalGroups } from './survival-groups.ts'
import { survival } from './survival.ts'
import { winBack } from './win-back.ts'

/** Statistics of the churn page. */
export const churn = [survival, survivalGroups, reasons, winBack] as const
