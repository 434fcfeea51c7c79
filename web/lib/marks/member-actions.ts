import { goto } from '$app/navigation'
import { m } from '../paraglide/messages.js'
import { keeps, leftOut, toggled } from '../view-state.ts'
import type { Dimension } from '../view-state.ts'
import { view } from '../view.svelte.ts'
import type { MarkAction } from './mark-menu.svelte.ts'

/**
 * What can be done with a member of a filter wherever it is drawn: see its customers, keep it alone, leave it out.
 * `own` says which list of customers is meant.
 */
export function memberActions(
  dimension: Dimension,
  member: string,
  own: Readonly<Record<string, string>>,
): MarkAction[] {
  const is_out = !keeps(view.filters, dimension, member) && view.filters[dimension].includes(leftOut(member))
  const alone = toggled({ ...view.filters, [dimension]: [] }, dimension, member, false)
  const people = view.href('/customers', { filters: alone, own })
  return [
    { label: m.mark_people(), icon: 'people', onselect: () => void goto(people) },
    { label: m.mark_only(), icon: 'filter', onselect: () => void view.set({ filters: alone }) },
    is_out
      ? { label: m.mark_include(), onselect: () => void view.toggle(dimension, leftOut(member), true) }
      : { label: m.mark_exclude(), icon: 'close', onselect: () => void view.exclude(dimension, member) },
  ]
}
