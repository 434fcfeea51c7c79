import type { Analysis } from './analysis.ts'

const all: readonly Analysis[] = []

/** The statistics of every metric that needs some, by the metric's id. */
export const analyses: ReadonlyMap<string, Analysis> = new Map(
  all.map((analysis) => [analysis.metric.id, analysis]),
)
