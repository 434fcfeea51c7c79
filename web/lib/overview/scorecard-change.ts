import type { Indicator } from '../../../queries/kpi/scorecard.ts'
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
 * Whether an indicator's change is more than chance. Indicators that also have a card change as their card says, in
 * `clear_on_cards` (absent: nothing known); shares of people are tested with the n of the period for both sides, since
 * the scorecard does not tell the comparison's; full counts always change.
 */
export function isSignificant(row: Indicated, clear_on_cards: Readonly<Record<string, boolean>>): boolean {
  const { indicator, value, base_value, n } = row
  const known = clear_on_cards[indicator ?? '']
  if (known !== undefined) return known
  if (!shares.some((name) => name === indicator) || value === null || base_value === null) return true
  const [now, then] = [shareOf(value, n ?? 0), shareOf(base_value, n ?? 0)]
  return now !== null && then !== null && differs(now, then)
}
