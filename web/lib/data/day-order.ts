import { isDay, type Day } from '../../../queries/day.ts'
import type { DayOrder } from '../../../queries/loading/plan.ts'

/** The day that a text such as `02-01-2026` or `2/1/26` means in an order; null when it means none. Short years lie in 1970–2069. */
export function readDay(text: string, order: DayOrder): Day | null {
  const found = /^\D*(\d{1,2})\D(\d{1,2})\D(\d{4}|\d{2})(?!\d)/.exec(text)
  if (!found) return null
  const [, first = '', second = '', year = ''] = found
  const [day, month] = order === 'dmy' ? [first, second] : [second, first]
  const full = year.length === 4 ? year : String(Number(year) + (Number(year) < 70 ? 2000 : 1900))
  const written = `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(written) ? written : null
}
