import { list } from '../../../queries/customers/list.ts'
import { m } from '../paraglide/messages.js'
import { readWorth } from '../prediction/worth-settings.ts'
import { settings } from '../settings.svelte.ts'
import { view } from '../view.svelte.ts'
import type { Column, SortKey } from './list-state.ts'

/** What a column of the list is called in the reader's language; CLV with the months that it looks ahead. */
export function columnTitle(column: Column | SortKey): string {
  const title = list.columns[column].title[settings.locale]
  if (!column.startsWith('clv')) return title
  const { horizon_months } = readWorth((name) => view.own(name))
  return m.customers_months_ahead({ title, months: String(horizon_months) })
}
