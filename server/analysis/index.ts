import type { Analysis } from './analysis.ts'
import { churn } from './churn/index.ts'
import { satisfaction } from './satisfaction/index.ts'

const all: readonly Analysis[] = [...churn, ...satisfaction]

/** The statistics of every metric that needs some, by the metric's id. */
export const analyses: ReadonlyMap<string, Analysis> = new Map(
  all.map((analysis) => [analysis.metric.id, analysis]),
)
