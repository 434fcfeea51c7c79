import { format } from '../format.ts'
import { m } from '../paraglide/messages.js'
import type { Kpi } from './kpi.ts'

/** Words of the link to the customers behind a figure, with their number where it is known. */
export function peopleText(who: Kpi['who'], count: number | null): string {
  if (who === 'detractors') return m.overview_people_detractors()
  if (who === 'complainants') return m.overview_people_complainants()
  return count === null
    ? m.overview_people()
    : m.overview_people_counted({ n: format(count, 'count', { compact: true }) })
}
