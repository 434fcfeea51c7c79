import type { cohorts } from '../../../queries/churn/cohorts.ts'
import type { Row } from '../../../queries/metric.ts'

export type CohortCell = Row<typeof cohorts>

/** A row of the grid: the cohort's size and its months, from the first after the cohort's own. */
export interface CohortLine {
  /** First day of the month; null for the mean. */
  readonly cohort: string | null
  readonly customers: number
  readonly cells: readonly (CohortCell | null)[]
}

/** Cohorts as lines, latest last, with the mean apart; `months` is how many months the longest line has. */
export interface CohortGrid {
  readonly mean: CohortLine | null
  readonly lines: readonly CohortLine[]
  readonly months: number
  /** Largest and smallest finished rate after the cohort's own month: what the shades run between. */
  readonly range: readonly [number, number]
}

/** Lays rows out as a triangle. */
export function cohortGrid(rows: readonly CohortCell[]): CohortGrid {
  const months = rows.reduce((most, row) => Math.max(most, row.month_index ?? 0), 0)
  const lines = [...Map.groupBy(rows, ({ cohort }) => cohort)].map(([cohort, cells]) => ({
    cohort,
    customers: cells.find(({ month_index }) => month_index === 0)?.customers ?? cells[0]!.customers ?? 0,
    cells: Array.from(
      { length: months },
      (_, index) => cells.find(({ month_index }) => month_index === index + 1) ?? null,
    ),
  }))
  const rates = rows
    .filter(({ month_index, is_unfinished, cohort }) => cohort !== null && month_index! > 0 && !is_unfinished)
    .map(({ retention_rate }) => retention_rate ?? 0)
  return {
    mean: lines.find(({ cohort }) => cohort === null) ?? null,
    lines: lines.filter(({ cohort }) => cohort !== null),
    months,
    range: rates.length > 0 ? [Math.min(...rates), Math.max(...rates)] : [0, 1],
  }
}

/** Shade of a rate, 0 (palest) to 4, by where it lies between the smallest and the largest; null without a rate. */
export function shadeOf(rate: number | null, [least, most]: readonly [number, number]): number | null {
  if (rate === null) return null
  if (most <= least) return 2
  return Math.max(0, Math.min(4, Math.floor(((rate - least) / (most - least)) * 5)))
}
