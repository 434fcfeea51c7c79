import { winBack as metric } from '../../../queries/churn/win_back.ts'
import type { ReadRow } from '../../../queries/metric.ts'
import { moments } from '../../stats/moments.ts'
import { shareDifference } from '../../stats/share-difference.ts'
import { welch } from '../../stats/welch.ts'
import { defineAnalysis } from '../analysis.ts'

type Arm = ReadRow<typeof metric>

/** Each campaign's lapsed customers, treated against control; latest first. */
export const winBack = defineAnalysis(metric, (rows) =>
  [...Map.groupBy(rows, (row) => row.campaign_id!).values()].map(compared).reverse(),
)

function compared(arms: readonly Arm[]) {
  const [{ campaign_id, name, starts_on, window_ends_on, is_open, is_margin }] = arms as [Arm]
  const treated = arms.find(({ arm }) => arm === 'treatment')
  const control = arms.find(({ arm }) => arm === 'control')
  const shares = treated && control ? shareDifference(...hitsOf(treated), ...hitsOf(control)) : null
  const [a, b] = [momentsOf(treated), momentsOf(control)]
  const heads = a && b ? welch(a, b) : null
  return {
    campaign_id,
    name,
    starts_on,
    window_ends_on,
    is_open,
    treated: treated?.customers ?? 0,
    treated_returned: treated?.returned_customers ?? 0,
    treated_share: shareOf(treated),
    controls: control?.customers ?? 0,
    controls_returned: control?.returned_customers ?? 0,
    controls_share: shareOf(control),
    difference: shares?.difference ?? null,
    difference_low: shares?.low ?? null,
    difference_high: shares?.high ?? null,
    brought_back: shares && shares.difference * treated!.customers!,
    is_margin,
    margin_per_head: heads?.difference ?? null,
    margin_per_head_low: heads?.low ?? null,
    margin_per_head_high: heads?.high ?? null,
    verdict: verdictOf(shares, is_open === true),
  }
}

const hitsOf = ({ returned_customers, customers }: Arm): [number, number] => [returned_customers!, customers!]

const shareOf = (arm: Arm | undefined) => (arm ? arm.returned_customers! / arm.customers! : null)

function momentsOf(arm: Arm | undefined) {
  return moments(arm?.customers ?? null, arm?.value_sum ?? null, arm?.value_squares ?? null)
}

function verdictOf(shares: { low: number; high: number } | null, is_open: boolean): string {
  if (shares === null) return 'no_control'
  if (is_open) return 'open'
  if (shares.low > 0) return 'works'
  return shares.high < 0 ? 'worse' : 'unclear'
}
