import type { survivalGroups } from '../../../queries/churn/survival_groups.ts'
import type { winBack } from '../../../queries/churn/win_back.ts'
import { addDays, monthFirst } from '../../../queries/day.ts'
import type { Day, Range } from '../../../queries/day.ts'
import type { Row } from '../../../queries/metric.ts'
import { leftOut } from '../view-state.ts'
import { peopleHref } from './people-href.ts'
import type { Reason } from './reason-words.ts'
import type { ChurnSettings } from './settings.ts'

/** Addresses of the customers behind the marks of the churn page, counted as the marks count them. */

/** A part of a lifecycle bar. */
export const lifecyclePeople = (of: string, inactive_days: number, range: Range) =>
  peopleHref({ who: 'lifecycle', of }, { inactive_days }, range)

/** Those of a cohort who bought in a month (`kept`), or who did not; what counts is known up to a day. */
export function cohortPeople(
  { start, measure, counting }: ChurnSettings,
  cohort: Day,
  month: Day,
  to: Day,
  kept = true,
): string {
  const into = month.slice(0, 7)
  return peopleHref(
    {
      ...{ who: 'cohort', of: cohort.slice(0, 7), into: kept ? into : leftOut(into) },
      method: `${start}.${measure}`,
    },
    { counting },
    { from: cohort, to },
  )
}

/** All of a cohort. */
export function wholeCohort(settings: ChurnSettings, cohort: Day, to: Day): string {
  const last = addDays(monthFirst(cohort, 1), -1)
  return cohortPeople(settings, cohort, cohort, last < to ? last : to)
}

/** A group of the survival curves, or those of it who have lapsed or go on. */
export const tenurePeople = (
  { by, inactive_days }: ChurnSettings,
  { member }: Row<typeof survivalGroups>,
  range: Range,
  into: '' | 'lapsed' | 'going_on' = '',
) => peopleHref({ who: 'tenure', of: member ?? '', into }, { by, inactive_days }, range)

/** Those who met with something before they lapsed, or stayed. */
export const reasonPeople = (
  { inactive_days, lookback_days }: ChurnSettings,
  { factor, detail }: Reason,
  into: 'lapsed' | 'stayed',
) =>
  peopleHref(
    { who: 'lapse_reason', of: factor ?? '', method: detail ?? '', into },
    { inactive_days, lookback_days },
  )

/** Those of an arm of a campaign who had lapsed when it started. */
export const winBackPeople = (
  inactive_days: number,
  { campaign_id }: Row<typeof winBack>,
  into: 'treatment' | 'control',
  range: Range,
) => peopleHref({ who: 'win_back', of: campaign_id ?? '', into }, { inactive_days }, range)
