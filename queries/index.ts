import { churn } from './churn/index.ts'
import { complaints } from './complaints/index.ts'
import { customers } from './customers/index.ts'
import { data } from './data/index.ts'
import { forecast } from './forecast/index.ts'
import { kpi } from './kpi/index.ts'
import type { Metric } from './metric.ts'
import { prediction } from './prediction/index.ts'
import { roi } from './roi/index.ts'
import { satisfaction } from './satisfaction/index.ts'
import { value } from './value/index.ts'

/** Every question the product can answer, by topic. */
export const metrics = [
  ...kpi,
  ...satisfaction,
  ...churn,
  ...complaints,
  ...customers,
  ...data,
  ...value,
  ...roi,
  ...forecast,
  ...prediction,
] as const

/** The same list for code that treats every metric alike, by id. */
export const metricById: ReadonlyMap<string, Metric> = new Map(metrics.map((metric) => [metric.id, metric]))
