import type { Analysis } from './analysis.ts'
import { churn } from './churn/index.ts'
import { complaints } from './complaints/index.ts'
import { customers } from './customers/index.ts'
import { forecast } from './forecast/index.ts'
import { kpi } from './kpi/index.ts'
import { roi } from './roi/index.ts'
import { satisfaction } from './satisfaction/index.ts'

const all: readonly Analysis[] = [
  ...churn,
  ...complaints,
  ...satisfaction,
  ...kpi,
  ...roi,
  ...forecast,
  ...customers,
]

/** The statistics of every metric that needs some, by the metric's id. */
export const analyses: ReadonlyMap<string, Analysis> = new Map(
  all.map((analysis) => [analysis.metric.id, analysis]),
)
