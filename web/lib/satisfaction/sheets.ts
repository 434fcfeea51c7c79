import type { Metric, ParamsOf } from '../../../queries/metric.ts'
import { chain } from '../chain.svelte.ts'
import type { Question } from '../question.svelte.ts'
import { sheetOf } from '../sheet.ts'
import type { Sheet } from '../sheet.ts'
import { view } from '../view.svelte.ts'
import type { Satisfaction } from './satisfaction.svelte.ts'
import { scores } from './scores.ts'

const series = [...new Set(scores.map(({ metric }) => metric))]

function asked({ distribution, drivers, items, stores, focus, topics, comments }: Satisfaction) {
  return [distribution, drivers, items, stores, focus, topics, comments] as unknown as Question<Metric>[]
}

/** What the page shows, from its top to its end. */
export function shownMetrics(satisfaction: Satisfaction): Metric[] {
  return [...series, ...asked(satisfaction).map(({ metric }) => metric)]
}

/** Every figure of the page, a sheet each; what has no data is left out. */
export function sheets(satisfaction: Satisfaction): Sheet[] {
  return [
    ...series
      .filter((metric) => chain.has(metric.needs))
      .map((metric) => sheetOf(metric, { ...view.params, grain: 'month' })),
    ...asked(satisfaction).flatMap(({ metric, params }) =>
      params ? [sheetOf(metric, params as ParamsOf<Metric>)] : [],
    ),
  ]
}
