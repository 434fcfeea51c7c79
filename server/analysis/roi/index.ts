import { balance } from './balance.ts'
import { campaigns } from './campaigns.ts'
import { effects } from './effects.ts'
import { payback } from './payback.ts'

/** Statistics of what was spent on customers. */
export const roi = [campaigns, effects, balance, payback] as const
