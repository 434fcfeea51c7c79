import type { Metric, ParamsOf, ReadRow, Row } from '../../queries/metric.ts'

/** Which of how many shares; the first is 0. */
export interface Place {
  readonly nth: number
  readonly of: number
}

/** What makes a metric's answer out of what its SQL gives. */
export interface Analysis<M extends Metric = Metric, Share = unknown> {
  readonly metric: M
  /**
   * Pure: the same rows and parameters give the same answer. Parameters are complete, defaults filled in. What the `shares` hold
   * is not worked out again; without them all of it is.
   */
  analyse(
    rows: readonly ReadRow<M>[],
    params: Required<ParamsOf<M>>,
    shares?: readonly Share[],
  ): readonly Row<M>[]
  /** What one thread of `metric.shares` works out of the same rows, as data that can be handed from thread to thread. */
  share?(rows: readonly ReadRow<M>[], params: Required<ParamsOf<M>>, place: Place): Share
}

/** Declares the statistics of a metric; it only fixes the types. */
export function defineAnalysis<M extends Metric, Share = unknown>(
  metric: M,
  analyse: Analysis<M, Share>['analyse'],
  share?: Analysis<M, Share>['share'],
): Analysis<M, Share> {
  return { metric, analyse, ...(share && { share }) }
}
