import type { Day } from '../../../queries/day.ts'
import type { Row } from '../../../queries/metric.ts'
import type { ledger } from '../../../queries/roi/ledger.ts'
import { bucketsOf } from '../overview/buckets.ts'
import { m } from '../paraglide/messages.js'

type Entry = Pick<Row<typeof ledger>, 'month' | 'kind' | 'cost'>

const names: Readonly<Record<string, () => string>> = {
  development: m.roi_kind_development,
  licence: m.roi_kind_licence,
  staff: m.roi_kind_staff,
  media: m.roi_kind_media,
  incentive: m.roi_kind_incentive,
  service: m.roi_kind_service,
  contact: m.roi_kind_contact,
}

/** A kind of cost in words; kinds of the chain's own as it writes them. */
export const kindName = (kind: string) => names[kind]?.() ?? kind

/** The months from the first entry to the last, those without one too. */
export function ledgerMonths(entries: readonly Entry[]): Day[] {
  const booked = entries.map(({ month }) => month!).sort()
  if (booked.length === 0) return []
  return bucketsOf({ from: booked[0]!, to: booked.at(-1)! }, 'month').map(({ from }) => from)
}

/** What a kind cost in each of the months. */
export function monthlyCost(entries: readonly Entry[], kind: string, months: readonly Day[]): number[] {
  const own = entries.filter((entry) => entry.kind === kind)
  return months.map((month) =>
    own.reduce((sum, entry) => sum + (entry.month === month ? (entry.cost ?? 0) : 0), 0),
  )
}
