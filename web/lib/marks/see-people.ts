import { goto } from '$app/navigation'
import { m } from '../paraglide/messages.js'
import type { MarkAction } from './mark-menu.svelte.ts'

/** Opens a list of customers by its address; named when a mark has several lists. */
export const seePeople = (href: string, label: string = m.mark_people()): MarkAction => ({
  label,
  icon: 'people',
  onselect: () => void goto(href),
})
