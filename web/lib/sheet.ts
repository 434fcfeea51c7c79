import type { Metric, ParamsOf } from '../../queries/metric.ts'
import { settings } from './settings.svelte.ts'

/** One sheet of a workbook as the server is asked for it: a metric with its parameters. */
export interface Sheet {
  readonly metric: string
  readonly params: object
  readonly title: string
}

/** A sheet named after its metric, with `detail` behind the name when one metric fills several sheets. */
export function sheetOf<M extends Metric>(metric: M, params: ParamsOf<M>, detail = ''): Sheet {
  const title = metric.title[settings.locale]
  return { metric: metric.id, params, title: detail ? `${title} · ${detail}` : title }
}
