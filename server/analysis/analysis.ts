import type { Metric, ParamsOf, ReadRow, Row } from '../../queries/metric.ts'

/** What makes a metric's answer out of what its SQL gives. */
export interface Analysis<M extends Metric = Metric> {
  readonly metric: M
  /** Pure: the same rows and parameters give the same answer. Parameters are complete, defaults filled in. */
  analyse(rows: readonly ReadRow<M>[], params: Required<ParamsOf<M>>): readonly Row<M>[]
}

/** Declares the statistics of a metric; it only fixes the types. */
export function defineAnalysis<M extends Metric>(metric: M, analyse: Analysis<M>['analyse']): Analysis<M> {
  return { metric, analyse }
}
