import type { Range } from '../../../queries/day.ts'
import type { Metric, Row } from '../../../queries/metric.ts'
import { changeOf } from './change.ts'
import type { Change } from './change.ts'
import { isCovered, roles } from './kpi-plan.ts'
import type { KpiPlan, Role } from './kpi-plan.ts'
import type { Kpi, Reading } from './kpi.ts'

/** The rows that a plan's questions brought: its series by bucket, and the rows asked for apart. */
export interface KpiRows {
  readonly series: readonly Row<Metric>[]
  readonly apart: Readonly<Partial<Record<Role, Row<Metric> | null>>>
  /** The buckets of the chart over time, where the series was read from them. */
  readonly trend?: readonly Row<Metric>[]
}

/** Everything a card shows of a key figure. */
export interface Figure {
  readonly kpi: Kpi
  readonly plan: KpiPlan
  /** Null when there is no row for the period. */
  readonly now: Reading | null
  readonly previous: Change
  readonly last_year: Change
  /** One value per bucket of the plan; null where unknown. */
  readonly series: readonly (number | null)[]
  /** Whether anything at all stands behind one of the buckets, even if too little to be shown. */
  readonly has_any: boolean
  readonly people: number | null
}

/** Reads a key figure out of the rows of its metric. */
export function figureOf(kpi: Kpi, plan: KpiPlan, rows: KpiRows): Figure {
  const byBucket = new Map(rows.series.map((row) => [String(row.bucket), row]))
  const bucketRows = plan.buckets.map((bucket) => byBucket.get(bucket.from) ?? null)
  const [now, previous, last_year] = roles.map((role) => {
    const index = plan.bucket_of[role]
    const range = index === undefined ? plan.apart[role] : plan.buckets[index]
    if (!range || (role !== 'current' && !reachesBack(kpi, plan, range))) return null
    return (index === undefined ? rows.apart[role] : bucketRows[index]) ?? null
  })
  const read = (row: Row<Metric> | null | undefined) => (row ? kpi.read(row) : null)
  return {
    kpi,
    plan,
    now: read(now),
    previous: changeOf(kpi, read(now), read(previous)),
    last_year: changeOf(kpi, read(now), read(last_year)),
    series: bucketRows.map((row) => read(row)?.value ?? null),
    has_any: bucketRows.some((row) => (read(row)?.n ?? 0) > 0),
    people: now ? kpi.people(now) : null,
  }
}

function reachesBack(kpi: Kpi, { first_day }: KpiPlan, range: Range): boolean {
  return isCovered({ from: kpi.looks_back(range), to: range.to }, first_day)
}
