import { m } from '../paraglide/messages.js'
import { keeps, leftOut, toggled } from '../view-state.ts'
import type { Dimension } from '../view-state.ts'
import { view } from '../view.svelte.ts'
import type { MarkAction } from './mark-menu.svelte.ts'
import { seePeople } from './see-people.ts'

const alone = (dimension: Dimension, member: string) =>
  toggled({ ...view.filters, [dimension]: [] }, dimension, member, false)

/** Keeps a member of a filter alone, or leaves it out. */
export function narrowingActions(dimension: Dimension, member: string): MarkAction[] {
  const is_out = !keeps(view.filters, dimension, member) && view.filters[dimension].includes(leftOut(member))
  const filters = alone(dimension, member)
  return [
    { label: m.mark_only(), icon: 'filter', onselect: () => void view.set({ filters }) },
    is_out
      ? { label: m.mark_include(), onselect: () => void view.toggle(dimension, leftOut(member), true) }
      : { label: m.mark_exclude(), icon: 'close', onselect: () => void view.exclude(dimension, member) },
  ]
}

/**
 * What can be done with a member of a filter wherever it is drawn: see its customers, keep it alone, leave it out.
 * `own` says which list of customers is meant.
 */
export function memberActions(
  dimension: Dimension,
  member: string,
  own: Readonly<Record<string, string | null>>,
): MarkAction[] {
  const people = view.href('/customers', { filters: alone(dimension, member), own })
  return [seePeople(people), ...narrowingActions(dimension, member)]
}
