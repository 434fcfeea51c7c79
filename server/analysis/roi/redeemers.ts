import type { ReadRow } from '../../../queries/metric.ts'
import { redeemers as metric } from '../../../queries/roi/redeemers.ts'
import { matchedDifference } from '../../stats/matched-difference.ts'
import { moments } from '../../stats/moments.ts'
import { defineAnalysis } from '../analysis.ts'

type Sums = ReadRow<typeof metric>

/** Matches redeemers with people like them. */
export const redeemers = defineAnalysis(metric, (rows) => {
  const strata = [...Map.groupBy(rows, ({ stratum }) => stratum).values()].map((own) => ({
    treated: shareOf(own.find(({ has_redeemed }) => has_redeemed === true)),
    compared: shareOf(own.find(({ has_redeemed }) => has_redeemed === false)),
  }))
  const found = matchedDifference(strata)
  if (!found) return []
  const others = rows.filter(({ has_redeemed }) => has_redeemed === false)
  const sum = (values: readonly (number | null)[]) =>
    values.reduce<number>((all, value) => all + (value ?? 0), 0)
  return [
    {
      ...{ redeemers: found.treated, matched: found.matched, others: found.compared },
      ...{ repeat_rate: found.treated_mean, others_rate: found.compared_mean },
      plain_others_rate: sum(others.map((row) => row.came_back)) / sum(others.map((row) => row.customers)),
      ...{ difference: found.difference, low: found.low, high: found.high },
    },
  ]
})

function shareOf(row: Sums | undefined) {
  return row ? moments(row.customers, row.came_back, row.came_back) : null
}
