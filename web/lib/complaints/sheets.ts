import { backlog } from '../../../queries/complaints/backlog.ts'
import { compensation } from '../../../queries/complaints/compensation.ts'
import { firstResponse } from '../../../queries/complaints/first_response.ts'
import { followUp } from '../../../queries/complaints/follow_up.ts'
import { repeats } from '../../../queries/complaints/repeats.ts'
import { resolution } from '../../../queries/complaints/resolution.ts'
import type { Metric, ParamsOf } from '../../../queries/metric.ts'
import { chain } from '../chain.svelte.ts'
import type { Question } from '../question.svelte.ts'
import { sheetOf } from '../sheet.ts'
import type { Sheet } from '../sheet.ts'
import type { Complaints } from './complaints.svelte.ts'

const handling: readonly Metric[] = [backlog, firstResponse, resolution, repeats, followUp, compensation]

function asked({ control, alarms, systemic, series, pareto, heat_map, pipeline }: Complaints) {
  return [control, alarms, systemic, series, pareto, heat_map, pipeline] as unknown as Question<Metric>[]
}

/** What the page shows, from its top to its end. */
export function shownMetrics(page: Complaints): Metric[] {
  return [...asked(page).map(({ metric }) => metric), ...handling]
}

/** Every figure of the page, for the workbook. */
export function sheets(page: Complaints): Sheet[] {
  return [
    ...asked(page).flatMap(({ metric, params }) =>
      params && chain.has(metric.needs) ? [sheetOf(metric, params)] : [],
    ),
    ...handling
      .filter((metric) => chain.has(metric.needs))
      .map((metric) =>
        sheetOf(metric, {
          ...page.params,
          ...Object.fromEntries(Object.entries(page.settings).filter(([name]) => name in metric.params)),
          grain: 'month',
        } as unknown as ParamsOf<Metric>),
      ),
  ]
}
