import { balance } from './balance.ts'
import { campaigns } from './campaigns.ts'
import { effects } from './effects.ts'
import { ledger } from './ledger.ts'
import { payback } from './payback.ts'
import { qini, uplift } from './uplift.ts'

/** What was spent on customers, and what came back. */
export const roi = [campaigns, effects, balance, uplift, qini, payback, ledger] as const
