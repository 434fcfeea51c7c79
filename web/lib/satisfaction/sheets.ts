import type { Metric, ParamsOf } from '../../../queries/metric.ts'
import type { Question } from '../question.svelte.ts'
import { sheetOf } from '../sheet.ts'
import type { Sheet } from '../sheet.ts'
import { view } from '../view.svelte.ts'
import type { Satisfaction } from './satisfaction.svelte.ts'
import { scores } from './scores.ts'

/** Every figure of the page, a sheet each; what has no data is left out. */
export function sheets(satisfaction: Satisfaction): Sheet[] {
  const series = scores
    .map(({ metric }) => metric)
    .filter(
      (metric, nth, all) => all.indexOf(metric) === nth && satisfaction.missing(scoreOf(metric)).length === 0,
    )
    .map((metric) => sheetOf(metric, { ...view.params, grain: 'month' }))
  const { distribution, drivers, items, stores, focus, topics, comments } = satisfaction
  const asked = [
    distribution,
    drivers,
    items,
    stores,
    focus,
    topics,
    comments,
  ] as unknown as Question<Metric>[]
  return [
    ...series,
    ...asked.flatMap(({ metric, params }) => (params ? [sheetOf(metric, params as ParamsOf<Metric>)] : [])),
  ]
}

const scoreOf = (metric: Metric) => scores.find((score) => score.metric === metric)!
