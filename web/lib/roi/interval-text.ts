import type { Unit } from '../../../queries/metric.ts'
import { format } from '../format.ts'
import type { FormatOptions } from '../format.ts'
import { m } from '../paraglide/messages.js'

/** A value with its 95 % interval in words; the value alone where there is none. */
export function intervalText(
  value: number | null,
  low: number | null,
  high: number | null,
  unit: Unit,
  options: FormatOptions = {},
): string {
  const text = format(value, unit, options)
  if (value === null || low === null || high === null) return text
  const bare = { ...options, currency: false }
  return m.roi_interval({ value: text, low: format(low, unit, bare), high: format(high, unit, bare) })
}
