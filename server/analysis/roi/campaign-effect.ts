import { cuped } from '../../stats/cuped.ts'
import type { ArmSums, Cuped } from '../../stats/cuped.ts'
import { matchedDifference } from '../../stats/matched-difference.ts'
import type { MatchedDifference } from '../../stats/matched-difference.ts'
import { twoProportions } from '../../stats/two-proportions.ts'
import type { ProportionDifference } from '../../stats/two-proportions.ts'
import { welch } from '../../stats/welch.ts'
import type { Difference } from '../../stats/welch.ts'
import { outcomeOf, strataOf } from './campaign.ts'
import type { Arm, Campaign, Outcome } from './campaign.ts'

/** Outcome per head of the treated less that of the control; null without a control or when the outcome is not known. */
export function controlledEffect({ treated, control }: Campaign, outcome: Outcome): Difference | null {
  const arms = [outcomeOf(treated, outcome), outcomeOf(control, outcome)] as const
  return arms[0] && arms[1] ? welch(arms[0], arms[1]) : null
}

/** The same after the part that net sales of the twelve months before explain has been taken out. */
export function adjustedEffect({ treated, control }: Campaign, outcome: Outcome): Cuped | null {
  const arms = [treated && armSums(treated, outcome), control && armSums(control, outcome)] as const
  return arms[0] && arms[1] ? cuped(arms[0], arms[1]) : null
}

/** Outcome per head of the treated less that of people like them outside the campaign: no experiment. */
export function matchedEffect(campaign: Campaign, outcome: Outcome): MatchedDifference | null {
  return campaign.control ? null : matchedDifference(strataOf(campaign, (arm) => outcomeOf(arm, outcome)))
}

/** Share of buyers among the treated less that among the control; null without a control or when nobody knows who bought. */
export function responseEffect({ treated, control }: Campaign): ProportionDifference | null {
  const [bought, others] = [treated?.buyers ?? null, control?.buyers ?? null]
  return bought !== null && others !== null
    ? twoProportions(bought, treated!.customers!, others, control!.customers!)
    : null
}

function armSums(arm: Arm, outcome: Outcome): ArmSums | null {
  const { customers: n, before_net_sales: x, before_net_sales_squares: xx } = arm
  const [y, yy, xy] = [arm[outcome], arm[`${outcome}_squares`], arm[`before_net_sales_${outcome}`]]
  if (n === null || x === null || xx === null || y === null || yy === null || xy === null) return null
  return { n, x, xx, y, yy, xy }
}
