import type { Range } from '../../../queries/day.ts'
import type { targets } from '../../../queries/kpi/targets.ts'
import type { Row } from '../../../queries/metric.ts'
import { dimensions } from '../view-state.ts'
import type { Filters } from '../view-state.ts'
import type { Kpi } from './kpi.ts'

/**
 * The goal for exactly a period and what is filtered for: the chain without filters, or one region or one store.
 * Null when none is set, and under filters for which no goal can be set.
 */
export function targetOf(
  metric: string,
  rows: readonly Row<typeof targets>[],
  period: Range,
  filters: Filters,
): number | null {
  const scope = scopeOf(filters)
  const found = rows.find(
    (row) =>
      row.metric === metric &&
      row.scope === scope &&
      row.starts_on === period.from &&
      row.ends_on === period.to,
  )
  return found?.value ?? null
}

/** Whether a goal for a period is one for each of the buckets that a line is made of, too. */
export function isGoalOfParts({ is_total, grows }: Pick<Kpi, 'is_total' | 'grows'>): boolean {
  return !is_total && !grows
}

function scopeOf(filters: Filters): string | null {
  const [only, ...rest] = dimensions.flatMap((name) => filters[name].map((member) => ({ name, member })))
  if (only === undefined) return 'chain'
  return rest.length === 0 && (only.name === 'region' || only.name === 'store') ? only.member : null
}
