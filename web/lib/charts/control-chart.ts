import type { EChartsOption } from 'echarts'
import type { Palette } from './palette.ts'
import { flags, hatch } from './time-marks.ts'
import type { TimeEvent } from './time-marks.ts'

/** One bucket of a control chart. Null values are gaps. */
export interface ControlPoint {
  readonly label: string
  readonly value: number | null
  readonly center: number | null
  readonly lower: number | null
  readonly upper: number | null
  readonly in_baseline: boolean
  /** Breaks a run rule. */
  readonly is_signal: boolean
  /** Stands out beyond what watching many series brings by chance. */
  readonly is_alarm: boolean
}

/** Points, oldest first, and the words at the ends of the lines. */
export interface ControlChart {
  readonly points: readonly ControlPoint[]
  readonly names: {
    readonly center: string
    readonly upper: string
    readonly lower: string
    readonly baseline: string
  }
  readonly events: readonly TimeEvent[]
  readonly unfinished: boolean
  readonly print: (value: number) => string
}

type Series = Extract<NonNullable<EChartsOption['series']>, readonly unknown[]>[number]

/** Points and their line, centre, stepped limits, the shaded baseline; signals ringed, alarms filled. Pure. */
export function controlChart(chart: ControlChart, palette: Palette): EChartsOption {
  const { points, names } = chart
  return {
    animation: false,
    textStyle: { fontFamily: palette.font, color: palette.ink_soft, fontSize: 12 },
    grid: { left: 4, right: 78, top: 30, bottom: 4, outerBoundsMode: 'same' },
    tooltip: { trigger: 'axis', showContent: false },
    xAxis: {
      type: 'category',
      data: points.map(({ label }) => label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.hairline } },
      axisLabel: { color: palette.ink_soft, hideOverlap: true },
      axisPointer: { type: 'line', lineStyle: { color: palette.ink, width: 1, type: 'solid' } },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      splitLine: { lineStyle: { color: palette.hairline } },
      axisLabel: { color: palette.ink_soft, formatter: chart.print },
      axisPointer: { show: false },
    },
    series: [
      ...(chart.unfinished ? [hatch(points.length - 1, palette)] : []),
      limit('upper', names.upper, chart, palette),
      limit('lower', names.lower, chart, palette),
      limit('center', names.center, chart, palette),
      measured(chart, palette),
      flags(chart.events, palette),
    ],
  }
}

function limit(
  id: 'upper' | 'lower' | 'center',
  name: string,
  { points }: ControlChart,
  palette: Palette,
): Series {
  const color = id === 'center' ? palette.accent : palette.compare
  const data = points.map((point) => point[id])
  const says_nothing = id === 'lower' && data.every((value) => !value)
  return {
    id,
    name,
    type: 'line',
    step: 'middle',
    data,
    symbol: 'none',
    silent: true,
    lineStyle: { color, width: 1, type: id === 'center' ? 'solid' : [5, 3], opacity: says_nothing ? 0 : 1 },
    endLabel: {
      show: !says_nothing,
      color,
      formatter: () => name,
      width: 72,
      overflow: 'break',
      distance: 6,
    },
    labelLayout: { moveOverlap: 'shiftY' },
  }
}

function measured({ points, names }: ControlChart, palette: Palette): Series {
  return {
    id: 'measured',
    type: 'line',
    silent: true,
    showAllSymbol: true,
    data: points.map((point) => ({ value: point.value, ...mark(point, points.length, palette) })) as never,
    lineStyle: { color: palette.ink_soft, width: 1.25 },
    markArea: baseline(points, names.baseline, palette),
  }
}

function mark({ is_alarm, is_signal }: ControlPoint, points: number, palette: Palette) {
  if (is_alarm) return { symbol: 'circle', symbolSize: 10, itemStyle: { color: palette.bad } }
  const ring = { color: palette.paper, borderColor: palette.bad, borderWidth: 1.75 }
  if (is_signal) return { symbol: 'circle', symbolSize: 8, itemStyle: ring }
  return { symbol: 'circle', symbolSize: points > 120 ? 2 : 4, itemStyle: { color: palette.ink_soft } }
}

function baseline(points: readonly ControlPoint[], name: string, palette: Palette) {
  const first = points.findIndex(({ in_baseline }) => in_baseline)
  const last = points.findLastIndex(({ in_baseline }) => in_baseline)
  const label = {
    show: true,
    position: 'insideTopLeft',
    color: palette.ink_soft,
    fontSize: 11,
    formatter: name,
  }
  const data = first >= 0 && last > first ? [[{ xAxis: first, label }, { xAxis: last }]] : []
  return { silent: true, itemStyle: { color: palette.accent, opacity: 0.07 }, data } as never
}
