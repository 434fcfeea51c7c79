import { members } from '../members.svelte.ts'
import { m } from '../paraglide/messages.js'
import { readMember } from '../view-state.ts'
import { view } from '../view.svelte.ts'
import type { Complaints } from './complaints.svelte.ts'

/** What the page is narrowed down to, in words: stores and the like from the filter bar, then categories and causes. */
export function focusText(page: Complaints): string {
  const places = (['region', 'store', 'channel'] as const).flatMap((name) =>
    view.filters[name].map((text) => {
      const { member, is_out } = readMember(text)
      const label = members.label(name, member)
      return is_out ? m.filter_without({ member: label }) : label
    }),
  )
  const parts = [
    ...places,
    ...page.focused.map(({ member, is_out }) => (is_out ? m.filter_without({ member }) : member)),
  ]
  return parts.length > 0 ? parts.join(' · ') : m.complaints_all()
}
