import type { Row } from '../../../queries/metric.ts'
import type { rfmScores } from '../../../queries/value/rfm_scores.ts'
import { format } from '../format.ts'
import { m } from '../paraglide/messages.js'

type Measure = 'recency' | 'frequency' | 'monetary'

/** The values that a score stands for, as far as customers have them, without their unit when `bare`; null when nobody has the score. */
export function scoreRange(
  rows: readonly Row<typeof rfmScores>[],
  measure: Measure,
  score: number,
  bare = false,
): string | null {
  const found = rows.find((row) => row.measure === measure && row.score === score)
  if (!found || found.lowest === null || found.highest === null) return null
  const { lowest, highest } = found
  const print = (value: number) =>
    measure === 'monetary'
      ? format(value, 'money', { compact: true, currency: false })
      : format(value, 'count')
  const unit = { recency: m.value_range_days, frequency: m.value_range_times, monetary: m.value_range_amount }
  const count = lowest === highest ? lowest : 2
  const values = lowest === highest ? print(lowest) : `${print(lowest)}–${print(highest)}`
  return bare ? values : unit[measure]({ count, values })
}
