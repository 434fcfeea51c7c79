import type { atRisk } from '../../../queries/churn/at_risk.ts'
import type { Range } from '../../../queries/day.ts'
import type { churn } from '../../../queries/kpi/churn.ts'
import type { Row } from '../../../queries/metric.ts'
import { format, formatDelta, formatRange } from '../format.ts'
import { differs } from '../overview/significance.ts'
import type { Estimate } from '../overview/significance.ts'
import { m } from '../paraglide/messages.js'

type Rate = Row<typeof churn>

interface Known {
  readonly range: Range
  readonly now: Rate | null
  readonly previous: Rate | null
  readonly last_year: Rate | null
  readonly risk: Row<typeof atRisk> | null
}

/** The answer to who is leaving: how many lapsed, whether that is more than before, and what is at stake. */
export function answerText({ range, now, previous, last_year, risk }: Known): string {
  const own = estimateOf(now)
  const lost = own
    ? m.churn_answer_lost({
        range: formatRange(range),
        n: format(now!.lapsed_customers, 'count'),
        rate: format(own.value, 'ratio'),
        low: format(own.low, 'ratio'),
        high: format(own.high, 'ratio'),
      })
    : m.churn_answer_nobody({ range: formatRange(range) })
  const changes = own
    ? [
        changeText(own, estimateOf(previous), m.churn_answer_previous()),
        changeText(own, estimateOf(last_year), m.churn_answer_last_year()),
      ].filter((text) => text !== null)
    : []
  const stake = risk
    ? m.churn_answer_risk({
        n: format(risk.total_customers, 'count'),
        loss: format(risk.total_expected_loss, 'money', { compact: true }),
      })
    : ''
  const first = [lost, ...changes].join(m.churn_answer_join())
  return `${first}${m.overview_stop()}${stake}`
}

function estimateOf(row: Rate | null): Estimate | null {
  const { churn_rate: value, churn_rate_low: low, churn_rate_high: high } = row ?? {}
  return value == null || low == null || high == null ? null : { value, low, high }
}

function changeText(now: Estimate, before: Estimate | null, base: string): string | null {
  if (before === null) return null
  if (!differs(now, before)) return m.churn_answer_alike({ base })
  const { text } = formatDelta(now.value, before.value, 'ratio')!
  return m.churn_answer_change({ base, delta: text })
}
