import type { Indicator } from '../../../queries/kpi/scorecard.ts'
import type { Verdict } from './change.ts'
import { differs, shareOf } from './significance.ts'

const shares: readonly Indicator[] = [
  'contact_share',
  'consent_share',
  'answered_in_time_share',
  'planned_contacts_done_share',
  'opt_out_rate',
  'response_rate',
]

interface Indicated {
  readonly indicator: string | null
  readonly value: number | null
  readonly base_value: number | null
  readonly n: number | null
}

/**
 * How an indicator's change is shown: judged, as one that may be chance, or not at all. What also has a card is shown
 * as its card says, by `verdicts`; shares of people are tested with the n of the period for both sides, since the
 * scorecard does not tell the comparison's; full counts are judged.
 */
export function shownChange(
  { indicator, value, base_value, n }: Indicated,
  verdicts: Readonly<Record<string, Verdict | undefined>>,
): 'judged' | 'unclear' | 'none' {
  const verdict = verdicts[indicator ?? '']
  if (value === null || base_value === null || verdict === 'unknown') return 'none'
  if (verdict !== undefined) return verdict === 'unclear' ? 'unclear' : 'judged'
  if (!shares.some((name) => name === indicator) || value === base_value) return 'judged'
  const [now, then] = [shareOf(value, n ?? 0), shareOf(base_value, n ?? 0)]
  return now !== null && then !== null && differs(now, then) ? 'judged' : 'unclear'
}
