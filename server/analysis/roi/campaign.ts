import type { campaigns } from '../../../queries/roi/campaigns.ts'
import type { ReadRow } from '../../../queries/metric.ts'
import type { Stratum } from '../../stats/matched-difference.ts'
import { moments } from '../../stats/moments.ts'
import type { Moments } from '../../stats/moments.ts'

/** One arm of a campaign, or of one of its strata, in sums. */
export type Arm = ReadRow<typeof campaigns>

/** What a customer brought: net sales or margin. */
export type Outcome = 'net_sales' | 'margin'

/** What is known of one campaign in sums. An arm without customers is null. */
export interface Campaign {
  /** The row that says what all rows say of the campaign itself. */
  readonly facts: Arm
  readonly treated: Arm | null
  readonly control: Arm | null
  /** People alike before the start, for a campaign without a control group. */
  readonly strata: readonly { readonly treated: Arm | null; readonly control: Arm | null }[]
}

/** The campaigns of an answer's rows, in their order. */
export function campaignsOf(rows: readonly Arm[]): Campaign[] {
  const by_id = Map.groupBy(rows, ({ campaign_id }) => campaign_id)
  return [...by_id.values()].map((own) => {
    const by_stratum = Map.groupBy(own, ({ stratum }) => stratum ?? 0)
    const arm = (stratum: number, name: string) =>
      by_stratum.get(stratum)?.find((row) => row.arm === name && (row.customers ?? 0) > 0) ?? null
    const pair = (stratum: number) => ({
      treated: arm(stratum, 'treatment'),
      control: arm(stratum, 'control'),
    })
    const strata = [...by_stratum.keys()].filter((stratum) => stratum > 0)
    return { facts: own[0]!, ...pair(0), strata: strata.map(pair) }
  })
}

/** Mean and spread of an outcome in an arm; null when nobody knows it. */
export function outcomeOf(arm: Arm | null, outcome: Outcome): Moments | null {
  return arm && moments(arm.customers, arm[outcome], arm[`${outcome}_squares`])
}

/** Mean and spread of the share of buyers, which is 0 or 1 for each customer. */
export function responseOf(arm: Arm | null): Moments | null {
  return arm && moments(arm.customers, arm.buyers, arm.buyers)
}

/** The strata with one outcome, as they are matched. */
export function strataOf({ strata }: Campaign, of: (arm: Arm | null) => Moments | null): Stratum[] {
  return strata.map(({ treated, control }) => ({ treated: of(treated), compared: of(control) }))
}
