import type { survival } from '../../../queries/churn/survival.ts'
import type { ReadRow } from '../../../queries/metric.ts'
import type { Times } from '../../stats/kaplan-meier.ts'

/** A group of customers with their times to lapse. */
export interface TenureGroup {
  readonly member: string
  readonly label: string
  readonly times: readonly Times[]
}

/** The groups that were read, in the order in which they come. */
export function groupsOf(rows: readonly ReadRow<typeof survival>[]): TenureGroup[] {
  return [...Map.groupBy(rows, (row) => row.member!)].map(([member, days]) => ({
    member,
    label: days[0]!.label!,
    times: days.map((day) => ({
      time: day.tenure_days!,
      events: day.lapsed_customers!,
      censored: day.censored_customers!,
    })),
  }))
}
