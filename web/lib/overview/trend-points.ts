import type { Day, Range } from '../../../queries/day.ts'
import type { Metric, Row } from '../../../queries/metric.ts'
import type { Kpi, Reading } from './kpi.ts'
import type { TrendPlan } from './trend-plan.ts'

/** A bucket of the chart over time, as far as it is known, with what is printed beside it. */
export interface TrendPoint extends Range {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly n: number | null
  readonly compared: number | null
  /** First day of the bucket it is compared with. */
  readonly compared_from: Day | null
  readonly reading: Reading | null
  readonly compared_reading: Reading | null
}

/** One point per bucket of the plan; a bucket without a row has no value. */
export function trendPoints(kpi: Kpi, plan: TrendPlan, rows: readonly Row<Metric>[]): TrendPoint[] {
  const byBucket = new Map(rows.map((row) => [String(row.bucket), kpi.read(row)]))
  return plan.buckets.map((bucket, index) => {
    const reading = byBucket.get(bucket.from) ?? null
    const compared_from = plan.compared[index] ?? null
    const compared_reading = compared_from ? (byBucket.get(compared_from) ?? null) : null
    return {
      ...bucket,
      to: bucket.to < plan.asked.to ? bucket.to : plan.asked.to,
      value: reading?.value ?? null,
      low: reading?.value == null ? null : (reading.estimate?.low ?? null),
      high: reading?.value == null ? null : (reading.estimate?.high ?? null),
      n: reading?.n ?? null,
      compared: compared_reading?.value ?? null,
      compared_from,
      reading,
      compared_reading,
    }
  })
}
