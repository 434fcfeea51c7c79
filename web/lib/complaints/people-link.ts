import type { Range } from '../../../queries/day.ts'
import type { Filters } from '../view-state.ts'
import { view } from '../view.svelte.ts'
import type { Complaints } from './complaints.svelte.ts'
import { writeSettings } from './settings.ts'

/** A mark of the page: which of the complaints it counts, and what it counts them by other than the page does. */
export interface CountedMark {
  /** A dimension, or what became of the complaints; without one all that were received. */
  readonly method?: string
  readonly of?: string | null
  readonly range?: Range
  readonly filters?: Partial<Filters>
  readonly focus?: Partial<Complaints['focus']>
}

/** Address of the customers whose complaints a mark of the page counts. */
export function peopleHref(
  { focus, settings }: Complaints,
  { method, of, range, filters, focus: own_focus }: CountedMark,
): string {
  return view.href('/customers', {
    ...(range && { period: `${range.from}..${range.to}` }),
    filters: { ...view.filters, ...filters },
    own: {
      ...{ who: 'complaint_about', method: method ?? null, of: of ?? null },
      ...{ ...focus, ...own_focus },
      ...writeSettings(settings),
    },
  })
}
