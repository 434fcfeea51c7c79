import { moments } from '../../stats/moments.ts'
import type { Moments } from '../../stats/moments.ts'
import { standardisedDifference } from '../../stats/standardised-difference.ts'
import type { Arm, Campaign } from './campaign.ts'

/** What is compared between the arms: all of it known the day before the campaign started. */
export const covariates = ['before_net_sales', 'before_orders', 'before_buyers'] as const
export type Covariate = (typeof covariates)[number]

/** More than this many standard deviations apart, the arms are called unbalanced. */
export const largest_imbalance = 0.1

/** One covariate in both arms. */
export interface Balance {
  readonly covariate: Covariate
  readonly treated_mean: number | null
  readonly control_mean: number | null
  readonly standardised_difference: number | null
}

/** How alike the arms of a campaign were before it started. */
export function balanceOf({ treated, control }: Campaign): Balance[] {
  return covariates.map((covariate) => {
    const [one, other] = [covariateOf(treated, covariate), covariateOf(control, covariate)]
    return {
      covariate,
      treated_mean: one?.mean ?? null,
      control_mean: other?.mean ?? null,
      standardised_difference: standardisedDifference(one, other),
    }
  })
}

/** The largest standardised difference in size; null without two arms. */
export function imbalanceOf(campaign: Campaign): number | null {
  const sizes = balanceOf(campaign).flatMap(({ standardised_difference: size }) =>
    size === null ? [] : [Math.abs(size)],
  )
  return sizes.length > 0 ? Math.max(...sizes) : null
}

function covariateOf(arm: Arm | null, covariate: Covariate): Moments | null {
  if (arm === null) return null
  const squares = {
    before_net_sales: arm.before_net_sales_squares,
    before_orders: arm.before_order_squares,
    before_buyers: arm.before_buyers,
  }
  return moments(arm.customers, arm[covariate], squares[covariate])
}
