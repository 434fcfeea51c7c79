import { balance } from './balance.ts'
import { campaigns } from './campaigns.ts'
import { effects } from './effects.ts'
import { payback } from './payback.ts'
import { qini } from './qini.ts'
import { uplift } from './uplift.ts'

/** Statistics of what was spent on customers. */
export const roi = [campaigns, effects, balance, uplift, qini, payback] as const
