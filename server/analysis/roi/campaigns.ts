import { campaigns as metric } from '../../../queries/roi/campaigns.ts'
import type { Difference } from '../../stats/welch.ts'
import { defineAnalysis } from '../analysis.ts'
import { imbalanceOf } from './campaign-balance.ts'
import { adjustedEffect, controlledEffect, matchedEffect, responseEffect } from './campaign-effect.ts'
import { isUnbalanced, warningsOf } from './campaign-warnings.ts'
import { campaignsOf, responseOf } from './campaign.ts'
import type { Campaign } from './campaign.ts'

/** Weighs every campaign: against its control, adjusted for what was spent before, or against people like the treated. */
export const campaigns = defineAnalysis(metric, (rows) =>
  campaignsOf(rows).map((campaign) => ({
    ...factsOf(campaign),
    ...responseColumns(campaign),
    ...liftColumns(campaign),
    ...modelledColumns(campaign),
    ...returnColumns(campaign),
    ...attributionColumns(campaign),
    imbalance: imbalanceOf(campaign),
    control_contacted: campaign.control?.contacted ?? null,
    crowded: campaign.treated?.crowded ?? null,
    verdict: verdictOf(campaign),
    warnings: warningsOf(campaign).join(','),
  })),
)

function factsOf({ facts, treated, control, strata }: Campaign) {
  const { campaign_id, name, kind, channel, starts_on, ends_on, window_ends_on, is_finished } = facts
  const evidence =
    control && treated
      ? 'experiment'
      : strata.some((one) => one.treated && one.control)
        ? 'observational'
        : 'none'
  return {
    ...{ campaign_id, name, kind, channel, starts_on, ends_on, window_ends_on, is_finished, evidence },
    ...{ treated: treated?.customers ?? 0, controls: control?.customers ?? 0 },
    ...{ reached: treated?.contacted || null, consented: treated?.consented ?? null },
  }
}

function responseColumns(campaign: Campaign) {
  const { treated, control } = campaign
  const found = responseEffect(campaign)
  return {
    buyers: treated?.buyers ?? null,
    control_buyers: control?.buyers ?? null,
    response_rate: responseOf(treated)?.mean ?? null,
    control_response_rate: responseOf(control)?.mean ?? null,
    response_lift: found?.difference ?? null,
    response_low: found?.low ?? null,
    response_high: found?.high ?? null,
    response_p: found?.p ?? null,
  }
}

function liftColumns(campaign: Campaign) {
  const [sales, margin] = [controlledEffect(campaign, 'net_sales'), controlledEffect(campaign, 'margin')]
  return {
    net_sales_lift: sales?.difference ?? null,
    net_sales_low: sales?.low ?? null,
    net_sales_high: sales?.high ?? null,
    net_sales_p: sales?.p ?? null,
    margin_lift: margin?.difference ?? null,
    margin_low: margin?.low ?? null,
    margin_high: margin?.high ?? null,
    margin_p: margin?.p ?? null,
  }
}

function modelledColumns(campaign: Campaign) {
  const model = campaign.control ? adjustedEffect : matchedEffect
  const [sales, margin]: (Difference | null)[] = [model(campaign, 'net_sales'), model(campaign, 'margin')]
  return {
    modelled_method: sales ? (campaign.control ? 'cuped' : 'matched') : null,
    modelled_net_sales_lift: sales?.difference ?? null,
    modelled_net_sales_low: sales?.low ?? null,
    modelled_net_sales_high: sales?.high ?? null,
    modelled_margin_lift: margin?.difference ?? null,
    modelled_margin_low: margin?.low ?? null,
    modelled_margin_high: margin?.high ?? null,
  }
}

function returnColumns(campaign: Campaign) {
  const { facts, treated } = campaign
  const [sales, margin] = [controlledEffect(campaign, 'net_sales'), controlledEffect(campaign, 'margin')]
  const total = (per_head: number | null | undefined) =>
    per_head == null ? null : per_head * treated!.customers!
  const cost = facts.cost
  const net = (gain: number | null) => (gain === null ? null : gain - (cost ?? 0))
  const perCost = (gain: number | null) =>
    gain === null || cost === null || cost <= 0 ? null : (gain - cost) / cost
  const [gain, low, high] = [total(margin?.difference), total(margin?.low), total(margin?.high)]
  return {
    incremental_net_sales: total(sales?.difference),
    ...{ incremental_margin: gain, incremental_margin_low: low, incremental_margin_high: high },
    ...{ cost, net_gain: net(gain), roi: perCost(gain), roi_low: perCost(low), roi_high: perCost(high) },
  }
}

/** What orders that name the campaign add up to, and whether the control group shows that the campaign did not bring as much. */
function attributionColumns(campaign: Campaign) {
  const { facts, treated } = campaign
  const margin = controlledEffect(campaign, 'margin')
  const claimed = facts.attributed_margin
  const is_known = margin?.low != null && margin.high !== null && claimed !== null && treated !== null
  return {
    attributed_orders: facts.attributed_orders,
    attributed_net_sales: facts.attributed_net_sales,
    attributed_margin: claimed,
    attribution_is_wrong: is_known
      ? claimed < margin.low! * treated.customers! || claimed > margin.high! * treated.customers!
      : null,
  }
}

/** Arms that differed before the campaign must differ in it after that has been taken out as well. */
function verdictOf(campaign: Campaign): string | null {
  if (!campaign.facts.is_finished) return null
  const outcome = controlledEffect(campaign, 'margin') ? 'margin' : 'net_sales'
  const effects = isUnbalanced(campaign) ? [controlledEffect, adjustedEffect] : [controlledEffect]
  const found = effects.map((effect) => effect(campaign, outcome))
  if (found.some((each) => each?.low == null || each.high === null)) return null
  if (found.every((each) => each!.low! > 0)) return 'gain'
  return found.every((each) => each!.high! < 0) ? 'loss' : 'unclear'
}
