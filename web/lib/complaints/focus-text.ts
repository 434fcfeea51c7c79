import { members } from '../members.svelte.ts'
import { m } from '../paraglide/messages.js'
import { view } from '../view.svelte.ts'
import type { Complaints } from './complaints.svelte.ts'

/** What the page is narrowed down to, in words: stores and the like from the filter bar, then categories and causes. */
export function focusText(page: Complaints): string {
  const places = (['region', 'store', 'channel'] as const).flatMap((name) =>
    view.filters[name].map((member) => members.label(name, member)),
  )
  const parts = [...places, ...page.focused.map(({ member }) => member)]
  return parts.length > 0 ? parts.join(' · ') : m.complaints_all()
}
