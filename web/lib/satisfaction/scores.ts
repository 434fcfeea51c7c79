import { satisfaction } from '../../../queries/kpi/satisfaction.ts'
import type { Metric, Row } from '../../../queries/metric.ts'
import { csi } from '../../../queries/satisfaction/csi.ts'
import { min_n } from '../overview/kpi.ts'
import type { Kpi, Reading } from '../overview/kpi.ts'
import { shareOf } from '../overview/significance.ts'

export const score_ids = ['nps', 'csat', 'ces', 'csi', 'response_rate'] as const
export type ScoreId = (typeof score_ids)[number]

/** The scores in the order of their cards. */
export const scores: readonly Kpi[] = [
  define(satisfaction, 'nps', 'score', 'detractors', (row) =>
    score(row.nps, row.nps_low, row.nps_high, row.nps_n),
  ),
  define(satisfaction, 'csat', 'ratio', 'dissatisfied', (row) =>
    score(row.csat, row.csat_low, row.csat_high, row.csat_n),
  ),
  define(satisfaction, 'ces', 'score', 'answered', (row) => ({
    ...score(row.ces, row.ces_low, row.ces_high, row.ces_n),
    scale: row.ces_scale_high === null ? null : `${row.ces_scale_low}–${row.ces_scale_high}`,
  })),
  define(csi, 'csi', 'score', 'answered', (row) => ({
    ...score(row.csi, row.csi_low, row.csi_high, row.n),
    weights: row.weights_version,
  })),
  define(satisfaction, 'response_rate', 'ratio', 'answered', (row) => ({
    value: row.response_rate,
    estimate: row.response_rate === null ? null : shareOf(row.response_rate, row.invited ?? 0),
    n: row.invited,
    suppressed: false,
  })),
]

function define<M extends Metric>(
  metric: M,
  id: ScoreId,
  unit: Kpi['unit'],
  who: Kpi['who'],
  read: (row: Row<M>) => Reading,
): Kpi {
  return {
    ...{ id, metric, unit, who, read, good: 'up', title: metric.columns[id]!.title },
    ...{ of: id === 'response_rate' ? 'invitations' : 'answers', is_total: false, finest: 'week' },
    ...{ ranked_by: 'nps', moved_by: 'net_sales', people: () => null },
    looks_back: ({ from }: { from: string }) => from,
  } as unknown as Kpi
}

function score(value: number | null, low: number | null, high: number | null, n: number | null): Reading {
  if ((n ?? 0) < min_n || value === null)
    return { value: null, estimate: null, n, suppressed: (n ?? 0) > 0 && (n ?? 0) < min_n }
  return {
    value,
    n,
    estimate: low === null || high === null ? null : { value, low, high },
    suppressed: false,
  }
}
