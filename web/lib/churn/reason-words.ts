import type { reasons } from '../../../queries/churn/reasons.ts'
import type { Row } from '../../../queries/metric.ts'
import type { Tone } from '../charts/forest-chart.ts'
import { m } from '../paraglide/messages.js'

export type Reason = Row<typeof reasons>

const names: Readonly<Record<string, () => string>> = {
  complaint: m.churn_reason_complaint,
  complaint_late: m.churn_reason_complaint_late,
  low_nps: m.churn_reason_low_nps,
  low_csat: m.churn_reason_low_csat,
  low_ces: m.churn_reason_low_ces,
  enquiry_late: m.churn_reason_enquiry_late,
  returned: m.churn_reason_returned,
  opted_out: m.churn_reason_opted_out,
  bought_once: m.churn_reason_bought_once,
}

/** What preceded, in words. */
export function reasonName({ factor, detail }: Pick<Reason, 'factor' | 'detail'>): string {
  if (factor === 'complaint_about') return m.churn_reason_complaint_about({ detail: detail ?? '' })
  if (factor === 'join_channel') return m.churn_reason_join_channel({ detail: detail ?? '' })
  return names[factor ?? '']?.() ?? factor ?? ''
}

const verdicts: Readonly<Record<string, () => string>> = {
  more: m.churn_verdict_more,
  less: m.churn_verdict_less,
  unclear: m.churn_verdict_unclear,
  few: m.churn_verdict_few,
}

/** What the comparison says, in words. */
export const verdictName = ({ verdict }: Reason) => verdicts[verdict ?? '']?.() ?? ''

/** How the comparison is coloured: a higher lapse rate is bad news. */
export function toneOf({ verdict }: Reason): Tone {
  if (verdict === 'more') return 'bad'
  return verdict === 'less' ? 'good' : 'unclear'
}
