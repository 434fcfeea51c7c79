import type { upliftBy } from '../../../queries/roi/uplift.ts'
import { members } from '../members.svelte.ts'
import { m } from '../paraglide/messages.js'
import { dimensionName } from '../shell/dimension-name.ts'

export type UpliftBy = (typeof upliftBy)[number]

/** What customers are told apart by, in words. */
export function groupingName(by: UpliftBy): string {
  if (by === 'join_channel') return m.roi_by_join_channel()
  return by === 'spend' ? m.roi_by_spend() : dimensionName(by)
}

/** A group of customers in words. */
export function groupName(by: UpliftBy, member: string | null): string {
  if (member === null) return by === 'segment' ? m.roi_group_no_purchase() : m.roi_group_none()
  if (by === 'spend') return m.roi_group_spend({ member })
  return by === 'join_channel' ? members.label('channel', member) : members.label(by, member)
}
