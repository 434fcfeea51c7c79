import { acquisition } from './acquisition.ts'
import { balance } from './balance.ts'
import { campaigns } from './campaigns.ts'
import { course } from './course.ts'
import { effects } from './effects.ts'
import { ledger } from './ledger.ts'
import { payback } from './payback.ts'
import { points } from './points.ts'
import { qini } from './qini.ts'
import { redeemers } from './redeemers.ts'
import { referral } from './referral.ts'
import { uplift } from './uplift.ts'
import { wallet } from './wallet.ts'

/** What was spent on customers, and what came back. */
export const roi = [
  campaigns,
  effects,
  balance,
  course,
  uplift,
  qini,
  payback,
  ledger,
  wallet,
  referral,
  acquisition,
  points,
  redeemers,
] as const
