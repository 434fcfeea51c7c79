import type { MarkAction } from '../marks/mark-menu.svelte.ts'
import { memberActions as filterActions } from '../marks/member-actions.ts'
import { m } from '../paraglide/messages.js'
import type { Dimension } from '../view-state.ts'
import { view } from '../view.svelte.ts'
import { readCompared, withCompared, writeCompared } from './compared-members.ts'
import type { Kpi } from './kpi.ts'

/** What can be done with a member wherever the Overview draws it: what any page can, and setting it beside others. */
export function memberActions(dimension: Dimension, member: string, who: Kpi['who']): MarkAction[] {
  const compared = readCompared(view.own('beside'))
  const is_compared = compared?.dimension === dimension && compared.members.includes(member)
  return [
    ...filterActions(dimension, member, { who: who ?? 'active' }),
    {
      label: is_compared ? m.mark_uncompare() : m.mark_compare(),
      onselect: () =>
        void view.set({ own: { beside: writeCompared(withCompared(compared, dimension, member)) } }),
    },
  ]
}
