import { acquisition } from './acquisition.ts'
import { balance } from './balance.ts'
import { campaigns } from './campaigns.ts'
import { course } from './course.ts'
import { effects } from './effects.ts'
import { payback } from './payback.ts'
import { qini } from './qini.ts'
import { redeemers } from './redeemers.ts'
import { uplift } from './uplift.ts'
import { wallet } from './wallet.ts'

/** Statistics of what was spent on customers. */
export const roi = [
  campaigns,
  effects,
  balance,
  course,
  uplift,
  qini,
  payback,
  redeemers,
  wallet,
  acquisition,
] as const
