import { reasons as metric } from '../../../queries/churn/reasons.ts'
import type { ReadRow } from '../../../queries/metric.ts'
import { falseDiscovery } from '../../stats/false-discovery.ts'
import { shareDifference } from '../../stats/share-difference.ts'
import { twoProportions } from '../../stats/two-proportions.ts'
import { wilson } from '../../stats/wilson.ts'
import { defineAnalysis } from '../analysis.ts'

/** Below so many customers on a side, or cases in all, a share says nothing. */
const least_customers = 30
const least_cases = 5

/** Shares of those who lapsed and stayed, their difference, and a verdict; surest differences first. */
export const reasons = defineAnalysis(metric, (rows) => {
  const told = rows.filter(isTold)
  const chances = told.map((row) => chanceOf(row))
  const adjusted = new Map(falseDiscovery(chances).map((q, index) => [told[index], q]))
  return rows
    .map((row) => compared(row, adjusted.get(row) ?? null))
    .sort(
      (a, b) =>
        (a.q_value ?? 2) - (b.q_value ?? 2) ||
        Math.abs(b.difference ?? 0) - Math.abs(a.difference ?? 0) ||
        `${a.factor} ${a.detail}`.localeCompare(`${b.factor} ${b.detail}`, 'en'),
    )
})

type Read = ReadRow<typeof metric>

function isTold(row: Read): boolean {
  return (
    Math.min(row.compared_lapsed!, row.compared_stayed!) >= least_customers &&
    row.exposed_lapsed! + row.exposed_stayed! >= least_cases
  )
}

function chanceOf(row: Read): number {
  const test = twoProportions(
    row.exposed_lapsed!,
    row.compared_lapsed!,
    row.exposed_stayed!,
    row.compared_stayed!,
  )
  return test?.p ?? 1
}

function compared(row: Read, q_value: number | null) {
  const { factor, detail, exposed_lapsed, compared_lapsed, exposed_stayed, compared_stayed } = row
  const lapsed = wilson(exposed_lapsed!, compared_lapsed!)
  const stayed = wilson(exposed_stayed!, compared_stayed!)
  const apart = shareDifference(exposed_lapsed!, compared_lapsed!, exposed_stayed!, compared_stayed!)
  return {
    factor,
    detail,
    exposed_lapsed,
    compared_lapsed,
    lapsed_share: lapsed && exposed_lapsed! / compared_lapsed!,
    lapsed_share_low: lapsed?.low ?? null,
    lapsed_share_high: lapsed?.high ?? null,
    exposed_stayed,
    compared_stayed,
    stayed_share: stayed && exposed_stayed! / compared_stayed!,
    stayed_share_low: stayed?.low ?? null,
    stayed_share_high: stayed?.high ?? null,
    difference: apart?.difference ?? null,
    difference_low: apart?.low ?? null,
    difference_high: apart?.high ?? null,
    q_value,
    verdict: verdictOf(apart?.difference ?? 0, q_value),
  }
}

function verdictOf(difference: number, q: number | null): string {
  if (q === null) return 'few'
  if (q > 0.05) return 'unclear'
  return difference > 0 ? 'more' : 'less'
}
