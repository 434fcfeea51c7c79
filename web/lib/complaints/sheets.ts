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

/** Every figure of the page, for the workbook. */
export function sheets(page: Complaints): Sheet[] {
  const asked = [
    page.control,
    page.alarms,
    page.systemic,
    page.series,
    page.pareto,
    page.heat_map,
    page.pipeline,
  ]
  const handling: Metric[] = [backlog, firstResponse, resolution, repeats, followUp, compensation]
  return [
    ...(asked as unknown as Question<Metric>[]).flatMap(({ metric, params }) =>
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
