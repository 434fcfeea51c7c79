import { imbalanceOf, largest_imbalance } from './campaign-balance.ts'
import type { Campaign } from './campaign.ts'

/** What makes a reading of a campaign doubtful. */
export type Warning =
  'no_control' | 'control_contacted' | 'unbalanced' | 'window_open' | 'few_conversions' | 'crowded'

const fewest_conversions = 30
const largest_crowded_share = 0.05

/** The warnings that a campaign deserves. */
export function warningsOf(campaign: Campaign): Warning[] {
  const { facts, treated, control } = campaign
  const fewest = Math.min(treated?.buyers ?? 0, control?.buyers ?? Infinity)
  const found: readonly (readonly [Warning, boolean])[] = [
    ['no_control', treated !== null && control === null],
    ['control_contacted', (control?.contacted ?? 0) > 0],
    ['unbalanced', isUnbalanced(campaign)],
    ['window_open', facts.is_finished !== true],
    ['few_conversions', fewest < fewest_conversions],
    ['crowded', (treated?.crowded ?? 0) > largest_crowded_share * (treated?.customers ?? 0)],
  ]
  return found.flatMap(([warning, is_due]) => (is_due ? [warning] : []))
}

/** Whether the arms differed more before the campaign than a fair draw should leave them. */
export const isUnbalanced = (campaign: Campaign): boolean => (imbalanceOf(campaign) ?? 0) > largest_imbalance
