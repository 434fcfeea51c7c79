import { goto } from '$app/navigation'
import type { MarkAction } from '../marks/mark-menu.svelte.ts'
import { memberActions } from '../marks/member-actions.ts'
import { m } from '../paraglide/messages.js'
import { view } from '../view.svelte.ts'
import { besideAction } from './beside.ts'
import type { UpliftBy } from './group-name.ts'

/** The customers of a group of a campaign. */
export const groupPeople = (campaign: string, by: UpliftBy, member: string | null) =>
  view.href('/customers', { own: { who: 'campaign', of: campaign, into: member ?? '', method: by } })

/** Those whom the treated of a campaign without a control group are compared with. */
export const matchedPeople = (campaign: string) =>
  view.href('/customers', { own: { who: 'campaign_matched', of: campaign } })

/** What can be done with a group of a campaign's customers wherever it is drawn. */
export function groupActions(campaign: string, by: UpliftBy, member: string | null): MarkAction[] {
  const filtered = by === 'segment' || by === 'grade' || by === 'region' ? by : null
  const people = groupPeople(campaign, by, member)
  const [, ...narrowing] =
    filtered && member !== null ? memberActions(filtered, member, { who: 'active' }) : []
  const beside = member === null ? [] : [besideAction('beside_group', member)]
  return [
    { label: m.mark_people(), icon: 'people', onselect: () => void goto(people) },
    ...narrowing,
    ...beside,
  ]
}
