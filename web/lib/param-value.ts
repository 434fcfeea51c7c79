import type { Param } from '../../queries/metric.ts'

/** The value of a parameter that an address says; null when it says none, or one that the parameter does not allow. */
export function paramValue({ kind, choices, min, max }: Param, text: string | null): string | number | null {
  if (text === null) return null
  if (kind === 'choice') return choices!.includes(text) ? text : null
  if (kind === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null
  const value = (kind === 'count' ? /^\d{1,9}$/ : /^-?\d{1,9}(\.\d{1,9})?$/).test(text) ? Number(text) : NaN
  return value >= (min ?? 0) && value <= (max ?? 1e9) ? value : null
}
