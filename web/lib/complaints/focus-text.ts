import type { Lens } from '../../../queries/complaints/case-filter.ts'
import { m } from '../paraglide/messages.js'
import { readMember } from '../view-state.ts'
import { view } from '../view.svelte.ts'
import type { Complaints } from './complaints.svelte.ts'

/** What the page is narrowed down to, in words: stores and the like from the filter bar, then categories and causes. */
export function focusText(page: Complaints): string {
  const places = (['region', 'store', 'channel'] as const).flatMap((lens) =>
    view.filters[lens].map((text) => memberText(page, lens, text)),
  )
  const parts = [...places, ...page.focused.map(({ lens, text }) => memberText(page, lens, text))]
  return parts.length > 0 ? parts.join(' · ') : m.complaints_all()
}

/** A member that the page keeps or leaves out, in words. */
export function memberText(page: Complaints, lens: Lens, text: string): string {
  const { member, is_out } = readMember(text)
  const label = page.label(lens, member)
  return is_out ? m.filter_without({ member: label }) : label
}
