import type { Row } from '../../../queries/metric.ts'
import type { distribution } from '../../../queries/satisfaction/distribution.ts'
import type { HistogramBar } from '../charts/histogram-chart.ts'

/** A bar for every score of one question's scale, lowest first, also for those that nobody gave. */
export function scoreBars(rows: readonly Row<typeof distribution>[]): HistogramBar[] {
  const low = Math.min(...rows.map(({ scale_low }) => scale_low ?? 0))
  const high = Math.max(...rows.map(({ scale_high }) => scale_high ?? 0))
  return Array.from({ length: Math.max(0, high - low + 1) }, (_, nth) => {
    const given = rows.filter(({ score }) => score === low + nth)
    return {
      label: String(low + nth),
      value: given.reduce((sum, { answers }) => sum + (answers ?? 0), 0),
      side: (given[0]?.side ?? 'neutral') as HistogramBar['side'],
    }
  })
}
