import type { TableName } from '../../../queries/tables.ts'
import { enumValue } from './enum-words.ts'

const by_values = 0.5

const patterns: Readonly<Partial<Record<TableName, Readonly<Record<string, RegExp>>>>> = {
  customers: {
    phone: /^(\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}$/,
    email: /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i,
  },
}

/** Whether all samples of a column speak for a field whatever the column is called: 0.5 or 0. */
export function valueConfidence(table: TableName, field: string, samples: readonly string[]): number {
  if (samples.length < 2) return 0
  const pattern = patterns[table]?.[field]
  if (pattern !== undefined) return samples.every((sample) => pattern.test(sample.trim())) ? by_values : 0
  if (table !== 'customers' || field !== 'gender') return 0
  const words = samples.filter(
    (sample) => (!/^[\d ]+$/.test(sample) && sample.trim().length > 1) || /[男女]/.test(sample),
  )
  return words.length === samples.length &&
    words.every((word) => typeof enumValue(table, field, word) === 'string')
    ? by_values
    : 0
}
