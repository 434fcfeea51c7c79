import type { MarkAction } from '../marks/mark-menu.svelte.ts'
import { m } from '../paraglide/messages.js'
import { view } from '../view.svelte.ts'

/** More lines than this are hard to tell apart. */
const most_beside = 4

/** What of the page is set side by side over time, each in its own list of the address. */
export type Beside = 'beside_campaign' | 'beside_group' | 'beside_wallet' | 'beside_step' | 'beside_cost'

/** Sets a mark beside others over time, or takes it away again; a fifth replaces the oldest. */
export function besideAction(list: Beside, member: string): MarkAction {
  const now = view.owns(list)
  const is_beside = now.includes(member)
  const next = is_beside ? now.filter((one) => one !== member) : [...now, member].slice(-most_beside)
  return {
    label: is_beside ? m.mark_uncompare() : m.mark_compare(),
    onselect: () => void view.set({ own: { [list]: next } }).then(() => is_beside || bringIntoSight(list)),
  }
}

/** What is set beside others may be drawn far from the mark. */
const bringIntoSight = (list: Beside) => document.getElementById(list)?.scrollIntoView({ block: 'nearest' })
