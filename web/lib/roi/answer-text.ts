import type { roi } from '../../../queries/kpi/roi.ts'
import type { Row } from '../../../queries/metric.ts'
import { format } from '../format.ts'
import { m } from '../paraglide/messages.js'
import { intervalText } from './interval-text.ts'

type Return = Row<typeof roi>

/**
 * The sentence that answers whether the money came back; `yes` and `no` only when the interval leaves out zero. What was
 * spent without anybody being able to tell what it brought is said beside it, and where there is no ledger, that the
 * cost is that of contacts alone.
 */
export function answerText(row: Return | undefined, has_ledger: boolean): string {
  if (!row) return m.roi_answer_nothing()
  const verdict = verdictText(row)
  const answer = has_ledger || row.cost === null ? verdict : m.roi_answer_contacts_only({ answer: verdict })
  if (row.unmeasured_cost === null || !row.unmeasured_campaigns || !row.campaigns) return answer
  return m.roi_answer_unmeasured({
    answer,
    cost: format(row.unmeasured_cost, 'money', { compact: true }),
    campaigns: format(row.unmeasured_campaigns, 'count'),
    count: row.unmeasured_campaigns,
  })
}

function verdictText(row: Return): string {
  const money = (value: number | null) => format(value, 'money', { compact: true })
  const cost = money(row.cost)
  if (row.campaigns === 0) return m.roi_answer_no_campaign({ cost })
  const campaigns = format(row.campaigns, 'count')
  if (row.incremental_margin === null) return m.roi_answer_unknown({ cost })
  const inputs = {
    ...{ campaigns, cost },
    saved: row.service_saved ? m.roi_answer_saved({ saved: money(row.service_saved) }) : '',
    gain: intervalText(row.incremental_margin, row.margin_low, row.margin_high, 'money', { compact: true }),
    net: intervalText(row.net_gain, row.net_low, row.net_high, 'money', {
      compact: true,
      signed: !(row.net_low !== null && row.net_low > 0),
    }),
    roi: intervalText(row.roi, row.roi_low, row.roi_high, 'ratio', { digits: 0 }),
  }
  if (row.cost === null) return m.roi_answer_cost_unknown(inputs)
  if (row.net_low !== null && row.net_low > 0) return m.roi_answer_yes(inputs)
  if (row.net_high !== null && row.net_high < 0) return m.roi_answer_no(inputs)
  return m.roi_answer_unclear(inputs)
}
