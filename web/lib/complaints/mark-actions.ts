import { goto } from '$app/navigation'
import type { Lens } from '../../../queries/complaints/case-filter.ts'
import type { Range } from '../../../queries/day.ts'
import { formatRange } from '../format.ts'
import type { MarkAction } from '../marks/mark-menu.svelte.ts'
import { m } from '../paraglide/messages.js'
import { keepsMember, leftOut, toggledMember, withoutMember } from '../view-state.ts'
import { view } from '../view.svelte.ts'
import type { Complaints } from './complaints.svelte.ts'
import { focusFields } from './complaints.svelte.ts'
import { peopleHref } from './people-link.ts'
import type { CountedMark } from './people-link.ts'

/** What can be done with a member of a dimension of complaints; with what is not known yet (null) only its customers can be seen. */
export function memberActions(
  page: Complaints,
  lens: Lens,
  member: string | null,
  range?: Range,
): MarkAction[] {
  const people = peopleHref(page, { method: lens, of: member, range, ...notNarrowedBy(lens) })
  const see = { label: m.mark_people(), icon: 'people', onselect: () => void goto(people) } as const
  if (member === null) return [see]
  const is_beside = lens === page.lens && page.compared.includes(member)
  return [
    see,
    ...narrowing(page, lens, member),
    {
      label: is_beside ? m.mark_uncompare() : m.mark_compare(),
      onselect: () => void view.set(page.set_beside(lens, member)),
    },
  ]
}

function narrowing(page: Complaints, lens: Lens, member: string): MarkAction[] {
  const now = page.members(lens)
  if (now === null) return []
  const change = (members: readonly string[]) => () => void view.set(page.narrowed(lens, members))
  const is_out = !keepsMember(now, member) && now.includes(leftOut(member))
  return [
    { label: m.mark_only(), icon: 'filter', onselect: change([member]) },
    is_out
      ? { label: m.mark_include(), onselect: change(toggledMember(now, leftOut(member), true)) }
      : { label: m.mark_exclude(), icon: 'close', onselect: change(withoutMember(now, member)) },
  ]
}

/** What can be done with a stretch of time: see its customers, look at it alone. */
export function rangeActions(page: Complaints, range: Range, mark: CountedMark | null): MarkAction[] {
  const period = `${range.from}..${range.to}`
  const people = mark && peopleHref(page, { ...mark, range })
  return [
    ...(people
      ? [{ label: m.mark_people(), icon: 'people', onselect: () => void goto(people) } as const]
      : []),
    {
      label: m.mark_bucket({ range: formatRange(range) }),
      icon: 'calendar',
      onselect: () => void view.set({ period }),
    },
  ]
}

/** Of a chart by a dimension that it is itself not narrowed down by: what the page keeps of that one does not count. */
function notNarrowedBy(lens: Lens): CountedMark {
  if (lens in focusFields) return { focus: { [focusFields[lens as keyof typeof focusFields]]: [] } }
  return lens === 'store' || lens === 'region' || lens === 'channel' ? { filters: { [lens]: [] } } : {}
}
