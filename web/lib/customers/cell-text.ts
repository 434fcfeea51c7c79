import { list } from '../../../queries/customers/list.ts'
import { format } from '../format.ts'
import { members } from '../members.svelte.ts'
import { m } from '../paraglide/messages.js'
import type { Customer } from './every-customer.ts'
import type { Column } from './list-state.ts'

const dimensions = { grade: 'grade', segment: 'segment', home_store: 'store' } as const

/** What a cell of the list says: codes in words, everything else as its unit is printed. */
export function cellText(customer: Customer, column: Column): string {
  const value = customer[column]
  if (typeof value === 'string' && column in dimensions)
    return members.label(dimensions[column as keyof typeof dimensions], value)
  if (column === 'customer_type' && value === 'person') return m.customers_type_person()
  if (column === 'customer_type' && value === 'business') return m.customers_type_business()
  return format(value, list.columns[column].unit, column === 'last_nps' ? { digits: 0 } : {})
}
