import { effects as metric } from '../../../queries/roi/effects.ts'
import type { Row } from '../../../queries/metric.ts'
import { matchedDifference } from '../../stats/matched-difference.ts'
import type { Difference } from '../../stats/welch.ts'
import { defineAnalysis } from '../analysis.ts'
import { adjustedEffect, controlledEffect, matchedEffect, responseEffect } from './campaign-effect.ts'
import { campaignsOf, outcomeOf, responseOf, strataOf } from './campaign.ts'
import type { Campaign, Outcome } from './campaign.ts'

type Effect = Row<typeof metric>

/** Measures one campaign in every way that its data allow. */
export const effects = defineAnalysis(metric, (rows) =>
  campaignsOf(rows).flatMap((campaign) =>
    campaign.control
      ? [response(campaign), ...controlled(campaign, 'net_sales'), ...controlled(campaign, 'margin')].flat()
      : [matchedResponse(campaign), matched(campaign, 'net_sales'), matched(campaign, 'margin')].flat(),
  ),
)

function response(campaign: Campaign): Effect[] {
  const { treated, control } = campaign
  const found = responseEffect(campaign)
  if (!found || !treated || !control) return []
  const means = [treated.buyers! / treated.customers!, control.buyers! / control.customers!] as const
  const counts = [treated.customers!, control.customers!] as const
  return [effect('response', 'proportions', { ...found, t: found.z, df: null }, counts, means)]
}

function controlled(campaign: Campaign, outcome: Outcome): Effect[] {
  const [one, other] = [outcomeOf(campaign.treated, outcome), outcomeOf(campaign.control, outcome)]
  const [plain, adjusted] = [controlledEffect(campaign, outcome), adjustedEffect(campaign, outcome)]
  if (!plain || !one || !other) return []
  const counts = [one.n, other.n] as const
  const rows = [effect(outcome, 'welch', plain, counts, [one.mean, other.mean])]
  if (!adjusted) return rows
  const { theta, variance_reduction } = adjusted
  const shifted = [other.mean + adjusted.difference, other.mean] as const
  return [...rows, { ...effect(outcome, 'cuped', adjusted, counts, shifted), theta, variance_reduction }]
}

function matched(campaign: Campaign, outcome: Outcome): Effect[] {
  return matchedRow(outcome, matchedEffect(campaign, outcome))
}

function matchedResponse(campaign: Campaign): Effect[] {
  return matchedRow('response', matchedDifference(strataOf(campaign, responseOf)))
}

function matchedRow(outcome: string, found: ReturnType<typeof matchedDifference>): Effect[] {
  if (!found) return []
  const counts = [found.matched, found.compared] as const
  return [effect(outcome, 'matched', found, counts, [found.treated_mean, found.compared_mean])]
}

function effect(
  outcome: string,
  method: string,
  found: Difference,
  [treated, compared]: readonly [number, number],
  [treated_mean, compared_mean]: readonly [number, number],
): Effect {
  const { difference, se, t: statistic, df, p, low, high } = found
  const total = (per_head: number | null) => (per_head === null ? null : per_head * treated)
  return {
    ...{ outcome, method, treated, compared, treated_mean, compared_mean },
    ...{ difference, se, statistic, df: df === Infinity ? null : df, p, low, high },
    relative: compared_mean > 0 ? difference / compared_mean : null,
    ...{ total: total(difference), total_low: total(low), total_high: total(high) },
    ...{ theta: null, variance_reduction: null },
  }
}
