import { goto } from '$app/navigation'
import type { lifecycle } from '../../../queries/churn/lifecycle.ts'
import type { survivalGroups } from '../../../queries/churn/survival_groups.ts'
import type { winBack } from '../../../queries/churn/win_back.ts'
import { addDays, monthFirst } from '../../../queries/day.ts'
import type { Day, Range } from '../../../queries/day.ts'
import type { Row } from '../../../queries/metric.ts'
import { formatBucket } from '../format.ts'
import { lookAt } from '../marks/look-at.ts'
import type { MarkAction } from '../marks/mark-menu.svelte.ts'
import { narrowingActions } from '../marks/member-actions.ts'
import { seePeople } from '../marks/see-people.ts'
import { m } from '../paraglide/messages.js'
import { dimensions } from '../view-state.ts'
import { view } from '../view.svelte.ts'
import type { CohortCell } from './cohort-grid.ts'
import {
  cohortPeople,
  lifecyclePeople,
  reasonPeople,
  tenurePeople,
  wholeCohort,
  winBackPeople,
} from './mark-people.ts'
import { lifecyclePart } from './people-words.ts'
import type { Reason } from './reason-words.ts'
import type { ChurnSettings } from './settings.ts'

/** What can be done with a bar of the lifecycle: see the customers of its parts, look at its bucket alone. */
export function lifecycleActions(
  row: Row<typeof lifecycle>,
  inactive_days: number,
  range: Range,
): MarkAction[] {
  const parts = (['new', 'resurrected', 'returning', 'lapsed'] as const).filter(
    (part) => row[`${part}_customers`],
  )
  const see = (part: string) =>
    seePeople(lifecyclePeople(part, inactive_days, range), m.churn_mark_part({ part: lifecyclePart(part) }))
  return [...parts.map(see), lookAt(range)]
}

/** What can be done with a cell of the cohort grid: see who came back, who did not, and the whole cohort; look at its month alone. */
export function cohortActions(settings: ChurnSettings, cell: CohortCell, to: Day): MarkAction[] {
  const cohort = cell.cohort!
  const from = monthFirst(cohort, cell.month_index!)
  const last = addDays(monthFirst(from, 1), -1)
  const see = (kept: boolean) => cohortPeople(settings, cohort, from, to, kept)
  return [
    seePeople(see(true), m.churn_mark_kept()),
    seePeople(see(false), m.churn_mark_gone()),
    seePeople(
      wholeCohort(settings, cohort, to),
      m.churn_mark_cohort({ month: formatBucket(cohort, 'month') }),
    ),
    lookAt({ from, to: last < to ? last : to }),
  ]
}

/** What can be done with a group of the survival curves: see its customers, and keep it alone or leave it out where it is one of a filter. */
export function tenureActions(
  settings: ChurnSettings,
  row: Row<typeof survivalGroups>,
  range: Range,
): MarkAction[] {
  const dimension = dimensions.find((one) => one === settings.by)
  return [
    seePeople(tenurePeople(settings, row, range)),
    seePeople(tenurePeople(settings, row, range, 'lapsed'), m.churn_mark_lapsed()),
    seePeople(tenurePeople(settings, row, range, 'going_on'), m.churn_mark_going_on()),
    ...(dimension && row.member !== null ? narrowingActions(dimension, row.member) : []),
  ]
}

/** What can be done with what preceded a lapse: see who lapsed, and who stayed all the same. */
export const reasonActions = (settings: ChurnSettings, row: Reason): MarkAction[] => [
  seePeople(reasonPeople(settings, row, 'lapsed'), m.churn_mark_lapsed()),
  seePeople(reasonPeople(settings, row, 'stayed'), m.churn_mark_stayed()),
]

/** What can be done with a campaign that wins back: see the lapsed of its arms, open it, look at its days alone. */
export function winBackActions(row: Row<typeof winBack>, inactive_days: number, range: Range): MarkAction[] {
  const see = (arm: 'treatment' | 'control') => winBackPeople(inactive_days, row, arm, range)
  const days = { from: row.starts_on ?? '', to: row.window_ends_on ?? '' }
  const campaign = view.href('/roi', {
    period: `${days.from}..${days.to}`,
    own: { campaign: row.campaign_id ?? '' },
  })
  return [
    seePeople(see('treatment'), m.churn_mark_treated()),
    ...(row.controls ? [seePeople(see('control'), m.churn_mark_control())] : []),
    { label: m.churn_mark_campaign(), icon: 'filter', onselect: () => void goto(campaign) },
    lookAt(days),
  ]
}
