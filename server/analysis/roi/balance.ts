import { balance as metric } from '../../../queries/roi/balance.ts'
import { defineAnalysis } from '../analysis.ts'
import { balanceOf, largest_imbalance } from './campaign-balance.ts'
import { campaignsOf } from './campaign.ts'

/** Compares the arms of a campaign before it started. */
export const balance = defineAnalysis(metric, (rows) =>
  campaignsOf(rows)
    .flatMap(balanceOf)
    .map((row) => ({
      ...row,
      is_unbalanced:
        row.standardised_difference === null
          ? null
          : Math.abs(row.standardised_difference) > largest_imbalance,
    })),
)
