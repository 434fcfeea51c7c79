import { uplift as metric } from '../../../queries/roi/uplift.ts'
import { heterogeneity } from '../../stats/heterogeneity.ts'
import { moments } from '../../stats/moments.ts'
import { differenceOf } from '../../stats/welch.ts'
import type { Difference, VariancePart } from '../../stats/welch.ts'
import { defineAnalysis } from '../analysis.ts'
import { joined, upliftCells } from './uplift-cells.ts'
import type { UpliftCell } from './uplift-cells.ts'

const fewest_customers = 30

/** Compares the arms within each group, campaign by campaign, and asks whether the groups differ. */
export const uplift = defineAnalysis(metric, (rows) =>
  [...Map.groupBy(rows, ({ bucket }) => bucket)].flatMap(([bucket, own]) =>
    upliftOf(upliftCells(own) ?? []).map((row) => ({ bucket, ...row })),
  ),
)

function upliftOf(cells: readonly UpliftCell[]) {
  const groups = [...Map.groupBy(cells, ({ member }) => member)].map(([member, own]) => groupOf(member, own))
  const differ = heterogeneity(
    groups.flatMap(({ found }) => (found?.se == null ? [] : [{ estimate: found.difference, se: found.se }])),
  )
  return groups.map(({ member, treated, controls, found }) => ({
    ...{ member, treated, controls, uplift: found?.difference ?? null },
    ...{ low: found?.low ?? null, high: found?.high ?? null, p: found?.p ?? null },
    total: found ? found.difference * treated : null,
    groups_differ_p: differ?.p ?? null,
  }))
}

function groupOf(member: string | null, cells: readonly UpliftCell[]) {
  const campaigns = [...Map.groupBy(cells, ({ campaign_id }) => campaign_id).values()].map(joined)
  const { treated, controls } = joined(campaigns)
  const is_shown = treated >= fewest_customers && controls >= fewest_customers
  return { member, treated, controls, found: is_shown ? overCampaigns(campaigns) : null }
}

/** Effect per treated over several campaigns; those in which the group has fewer than two in an arm cannot be told and are left out. */
function overCampaigns(campaigns: readonly ReturnType<typeof joined>[]): Difference | null {
  const known = campaigns.flatMap((cell) => {
    const one = moments(cell.treated, cell.treated_sum, cell.treated_squares)
    const other = moments(cell.controls, cell.control_sum, cell.control_squares)
    return one?.variance != null && other?.variance != null ? [{ one, other }] : []
  })
  const treated = known.reduce((sum, { one }) => sum + one.n, 0)
  if (treated === 0) return null
  let difference = 0
  const parts: VariancePart[] = []
  for (const { one, other } of known) {
    const weight = one.n / treated
    difference += weight * (one.mean - other.mean)
    for (const { n, variance } of [one, other])
      parts.push({ variance: (weight ** 2 * variance!) / n, df: n - 1 })
  }
  return differenceOf(difference, parts)
}
