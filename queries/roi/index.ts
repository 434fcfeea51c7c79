import { balance } from './balance.ts'
import { campaigns } from './campaigns.ts'
import { effects } from './effects.ts'
import { payback } from './payback.ts'

/** What was spent on customers, and what came back. */
export const roi = [campaigns, effects, balance, payback] as const
