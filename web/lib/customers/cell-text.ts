import { list } from '../../../queries/customers/list.ts'
import { format } from '../format.ts'
import { members } from '../members.svelte.ts'
import { m } from '../paraglide/messages.js'
import type { Customer } from './every-customer.ts'
import type { Column } from './list-state.ts'

const dimensions = ['grade', 'segment'] as const

/** What a cell of the list says: codes in words, everything else as its unit is printed. */
export function cellText(customer: Customer, column: Column): string {
  const words = cellWords(customer, column)
  if (typeof words === 'string' && words !== customer[column]) return words
  const { unit } = list.columns[column]
  return format(words, unit, unit === 'score' || unit === 'money' ? { digits: 0 } : {})
}

/** What a cell of an exported list holds: codes in words, numbers and days as they are. */
export function cellWords(customer: Customer, column: Column): string | number | null {
  const value = customer[column]
  if (typeof value !== 'string') return value
  const dimension = dimensions.find((name) => name === column)
  if (dimension) return members.label(dimension, value)
  if (column !== 'customer_type') return value
  return { person: m.customers_type_person(), business: m.customers_type_business() }[value] ?? value
}
