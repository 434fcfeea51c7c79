import { pictureFile } from '../charts/chart-picture.ts'
import { timeChart } from '../charts/time-chart.ts'
import { formatBucket } from '../format.ts'
import { settings } from '../settings.svelte.ts'
import { axisFormat } from './axis-format.ts'
import type { Figure } from './figure.ts'

/** The line of a card as a picture with axes. `context` is the line below its title. */
export function kpiPicture(
  type: 'png' | 'svg',
  { kpi, plan, series }: Figure,
  context: string,
): Promise<Blob> {
  const title = kpi.title[settings.locale]
  const chart = {
    points: series.map((value, index) => ({
      label: formatBucket(plan.buckets[index]!.from, plan.grain),
      value,
    })),
    name: title,
    compared_name: '',
    events: [],
    unfinished: plan.unfinished,
    period: null,
    target: null,
    from_zero: kpi.is_total,
    print: axisFormat(kpi.unit, series),
    shown_first: null,
  }
  const size = { width: 800, height: 320 }
  return pictureFile(type, {
    draw: (palette) => timeChart(chart, palette),
    title,
    subtitle: context,
    ...size,
  })
}
