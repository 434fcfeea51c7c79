import type { Range } from '../../../queries/day.ts'
import { view } from '../view.svelte.ts'
import type { Complaints } from './complaints.svelte.ts'

/** Address of the customers whose complaints a figure of the page counts, within a range of days. */
export function peopleHref({ focused }: Complaints, range: Range): string {
  const narrowest = focused.at(-1)
  const cause = focused.find(({ lens }) => lens === 'root_cause')?.member ?? null
  return view.href('/customers', {
    period: `${range.from}..${range.to}`,
    own: narrowest
      ? {
          who: 'complaint_about',
          method: narrowest.lens,
          of: narrowest.member,
          into: narrowest.lens === 'root_cause' ? null : cause,
        }
      : { who: 'complainants' },
  })
}
