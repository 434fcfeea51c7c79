import type { Unit } from '../../../queries/metric.ts'
import { format, formatParts } from '../format.ts'

const factors: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8, K: 1e3, M: 1e6, B: 1e9 }

/**
 * Prints the values of one axis in one unit, chosen by the largest of them, without the currency. What was counted has no
 * parts, and an axis on which everything is zero has no other value: nothing is printed there.
 */
export function axisFormat(unit: Unit, values: readonly (number | null)[]): (value: number) => string {
  const largest = values.reduce<number>((most, value) => Math.max(most, Math.abs(value ?? 0)), 0)
  if (largest === 0) return (value) => (value === 0 ? format(0, unit, { digits: 0, currency: false }) : '')
  if (unit === 'ratio') return (value) => format(value, unit, { digits: largest < 0.1 ? 1 : 0 })
  const { after } = formatParts(largest, unit, { compact: true, currency: false })
  const factor = factors[after] ?? 1
  return (value) => {
    if (unit === 'count' && !Number.isInteger(value)) return ''
    const scaled = value / factor
    const digits = [0, 1, 2].find((count) => Math.abs(Number(scaled.toFixed(count)) - scaled) < 1e-9) ?? 2
    return format(scaled, 'quantity', { digits }) + (value === 0 ? '' : after)
  }
}
