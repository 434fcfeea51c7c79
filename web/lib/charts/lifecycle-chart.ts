import type { EChartsOption } from 'echarts'
import type { Palette } from './palette.ts'
import { flags, hatch } from './time-marks.ts'
import type { TimeEvent } from './time-marks.ts'

/** The customers of one bucket: three kinds above zero that sum to the active ones, the lapsed below. */
export interface LifecycleBucket {
  readonly label: string
  readonly returning: number
  readonly resurrected: number
  readonly fresh: number
  readonly lapsed: number
}

/** Buckets from oldest to latest, with the names of the four kinds. */
export interface LifecycleChart {
  readonly buckets: readonly LifecycleBucket[]
  readonly names: Readonly<Record<LifecycleKind, string>>
  readonly events: readonly TimeEvent[]
  readonly unfinished: boolean
  /** First and last bucket of the period the page is about. */
  readonly period: readonly [number, number] | null
  readonly print: (value: number) => string
}

export const lifecycleKinds = ['returning', 'resurrected', 'fresh', 'lapsed'] as const
export type LifecycleKind = (typeof lifecycleKinds)[number]

/** The colour of each kind, on the chart and beside its figure. */
export function lifecycleColours(palette: Palette): Readonly<Record<LifecycleKind, string>> {
  return {
    returning: palette.accent,
    resurrected: palette.series[1]!,
    fresh: palette.series[4]!,
    lapsed: palette.bad,
  }
}

/** Stacked bars on zero, the lapsed hanging below it. Pure. */
export function lifecycleChart(chart: LifecycleChart, palette: Palette): EChartsOption {
  const { buckets, print } = chart
  return {
    animation: false,
    textStyle: { fontFamily: palette.font, color: palette.ink_soft, fontSize: 12 },
    grid: { left: 4, right: 8, top: 34, bottom: 4, outerBoundsMode: 'same' },
    tooltip: { trigger: 'axis', showContent: false },
    xAxis: {
      type: 'category',
      data: buckets.map(({ label }) => label),
      axisTick: { show: false },
      axisLine: { onZero: true, lineStyle: { color: palette.ink_soft } },
      axisLabel: { color: palette.ink_soft, hideOverlap: true },
      axisPointer: { type: 'shadow', shadowStyle: { color: palette.ink, opacity: 0.05 } },
      position: 'bottom',
      offset: 0,
    },
    yAxis: {
      type: 'value',
      splitNumber: 5,
      splitLine: { lineStyle: { color: palette.hairline } },
      axisLabel: { color: palette.ink_soft, formatter: (value: number) => print(Math.abs(value)) },
      axisPointer: { show: false },
    },
    series: [
      ...(chart.unfinished ? [hatch(buckets.length - 1, palette)] : []),
      ...lifecycleKinds.map((kind) => bars(chart, kind, palette)),
      flags(chart.events, palette),
    ],
  }
}

function bars({ buckets, names, period }: LifecycleChart, kind: LifecycleKind, palette: Palette) {
  const sign = kind === 'lapsed' ? -1 : 1
  return {
    id: kind,
    type: 'bar' as const,
    name: names[kind],
    stack: 'lifecycle',
    barMaxWidth: 34,
    barCategoryGap: '32%',
    data: buckets.map((bucket) => sign * bucket[kind]),
    itemStyle: { color: lifecycleColours(palette)[kind] },
    ...(kind === 'returning' && period
      ? {
          markArea: {
            silent: true,
            itemStyle: { color: palette.accent, opacity: 0.06 },
            data: [[{ xAxis: period[0] }, { xAxis: period[1] }]],
          } as never,
        }
      : {}),
  }
}
