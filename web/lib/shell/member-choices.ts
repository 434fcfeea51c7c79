import type { Member } from '../members.svelte.ts'

/** A member as it is offered: a store stands below its region. */
export interface MemberChoice {
  readonly member: Member
  readonly label: string
  readonly depth: 0 | 1
}

/** What is offered for a search: a member whose words or code hold every part of it; a region that is found brings its stores, a store its region. */
export function memberChoices(
  members: readonly Member[],
  search: string,
  labelOf: (member: Member) => string,
): MemberChoice[] {
  const parts = search.toLowerCase().split(/\s+/).filter(Boolean)
  const found = (one: Member) => {
    const text = `${labelOf(one)} ${one.member}`.toLowerCase()
    return parts.every((part) => text.includes(part))
  }
  const codes = new Set(members.map((one) => one.member))
  const isRoot = (one: Member) => one.parent === null || one.dimension !== 'store' || !codes.has(one.parent)
  return members.filter(isRoot).flatMap((root) => {
    const below = members.filter(
      (one) => one.dimension === 'store' && root.dimension === 'region' && one.parent === root.member,
    )
    const shown = found(root) ? below : below.filter(found)
    if (!found(root) && shown.length === 0) return []
    return [choice(root, 0), ...shown.map((one) => choice(one, 1))]
  })

  function choice(member: Member, depth: 0 | 1): MemberChoice {
    return { member, label: labelOf(member), depth }
  }
}
