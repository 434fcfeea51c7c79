import type { EChartsOption } from 'echarts'
import { intervalBand } from './interval-band.ts'
import type { Palette } from './palette.ts'
import { flags, hatch } from './time-marks.ts'
import type { TimeEvent } from './time-marks.ts'

/** One bucket of a series. A null value is a gap, never a zero. */
export interface TimePoint {
  /** How the axis names the bucket. */
  readonly label: string
  readonly value: number | null
  readonly low?: number | null
  readonly high?: number | null
  readonly compared?: number | null
}

/** One measure over time, oldest bucket first. */
export interface TimeChart {
  readonly points: readonly TimePoint[]
  readonly name: string
  readonly compared_name: string
  readonly events: readonly TimeEvent[]
  /** The last bucket is not over: its part of the line is dotted and its ground hatched. */
  readonly unfinished: boolean
  /** First and last bucket of the period the page is about; null emphasises nothing. */
  readonly period: readonly [number, number] | null
  readonly target: { readonly value: number; readonly label: string } | null
  /** Totals stand on zero; rates and scores fill the height. */
  readonly from_zero: boolean
  /** Most that a value can be: the axis ends there. */
  readonly ceiling?: number
  /** Prints a value of the axis. */
  readonly print: (value: number) => string
  /** How many of the last buckets are shown at first, with a brush below for the rest; null draws all without a brush. */
  readonly shown_first: number | null
}

/** Line with its comparison, interval band, flags, target and unfinished part, as an ECharts option. Pure. */
export function timeChart(chart: TimeChart, palette: Palette): EChartsOption {
  return {
    animation: false,
    textStyle: { fontFamily: palette.font, color: palette.ink_soft, fontSize: 12 },
    grid: {
      left: 4,
      right: 84,
      top: 34,
      bottom: chart.shown_first === null ? 4 : 34,
      outerBoundsMode: 'same',
    },
    xAxis: timeAxis(chart, palette),
    yAxis: valueAxis(chart, palette),
    tooltip: { trigger: 'axis', showContent: false },
    dataZoom: chart.shown_first === null ? [] : brush(chart.points.length, chart.shown_first, palette),
    series: [
      ...intervalBand('interval', chart.points, { color: palette.accent, opacity: 0.13 }),
      ...(chart.unfinished ? [hatch(chart.points.length - 1, palette)] : []),
      compared(chart, palette),
      ...measured(chart, palette),
      flags(chart.events, palette),
    ],
  }
}

type Series = Extract<NonNullable<EChartsOption['series']>, readonly unknown[]>[number]

function timeAxis({ points }: TimeChart, palette: Palette): EChartsOption['xAxis'] {
  return {
    type: 'category',
    data: points.map((point) => point.label),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: palette.hairline } },
    axisLabel: { color: palette.ink_soft, hideOverlap: true },
    axisPointer: { type: 'line', lineStyle: { color: palette.ink, width: 1, type: 'solid' } },
  }
}

function valueAxis({ from_zero, ceiling, print }: TimeChart, palette: Palette): EChartsOption['yAxis'] {
  return {
    type: 'value',
    scale: !from_zero,
    ...(ceiling !== undefined && {
      max: ({ max }: { max: number }) => (max > 0.9 * ceiling ? ceiling : null) as never,
    }),
    splitNumber: 4,
    splitLine: { lineStyle: { color: palette.hairline } },
    axisLabel: { color: palette.ink_soft, formatter: print },
    axisPointer: { show: false },
  }
}

function brush(buckets: number, shown: number, palette: Palette): EChartsOption['dataZoom'] {
  const window = { startValue: Math.max(0, buckets - shown), endValue: buckets - 1 }
  return [
    {
      ...window,
      type: 'inside',
      zoomOnMouseWheel: 'ctrl',
      moveOnMouseMove: 'shift',
      moveOnMouseWheel: false,
    },
    {
      ...window,
      type: 'slider',
      height: 16,
      bottom: 2,
      left: 4,
      right: 84,
      borderColor: 'transparent',
      backgroundColor: 'transparent',
      fillerColor: faint(palette.accent, '1f'),
      dataBackground: {
        lineStyle: { color: palette.hairline, opacity: 1 },
        areaStyle: { color: palette.hairline, opacity: 0.6 },
      },
      selectedDataBackground: {
        lineStyle: { color: palette.accent, opacity: 0.7 },
        areaStyle: { color: palette.accent, opacity: 0.12 },
      },
      handleSize: '100%',
      handleStyle: { color: palette.paper, borderColor: palette.accent },
      moveHandleSize: 0,
      brushSelect: false,
      showDetail: false,
    },
  ]
}

function compared({ points, compared_name }: TimeChart, palette: Palette): Series {
  return {
    id: 'compared',
    type: 'line',
    name: compared_name,
    data: points.map((point) => point.compared ?? null),
    symbol: 'none',
    silent: true,
    lineStyle: { color: palette.compare, width: 1.25, type: [4, 3], opacity: 0.75 },
    ...endLabel(compared_name, palette.compare),
  }
}

function measured(chart: TimeChart, palette: Palette): Series[] {
  const { points, name, unfinished } = chart
  const values = points.map((point) => point.value)
  const last = unfinished ? values.length - 1 : values.length
  const line = { type: 'line', silent: true, symbolSize: 5, itemStyle: { color: palette.accent } } as const
  const lonely = (index: number) => values[index - 1] == null && values[index + 1] == null
  const whole: Series = {
    ...line,
    id: 'measured',
    name,
    data: values.slice(0, last),
    symbol: (_: unknown, { dataIndex }: { dataIndex: number }) => (lonely(dataIndex) ? 'circle' : 'none'),
    showAllSymbol: true,
    lineStyle: { color: palette.accent, width: 2 },
    markArea: period(chart, palette),
    markLine: target(chart, palette),
    ...(unfinished ? {} : endLabel(name, palette.accent)),
  }
  if (!unfinished) return [whole]
  const open = values.map((value, index) => (index < last - 1 ? null : value))
  const dotted: Series = {
    ...line,
    id: 'unfinished',
    name,
    data: open,
    symbol: 'emptyCircle',
    lineStyle: { color: palette.accent, width: 2, type: [1, 3], cap: 'round' },
    ...endLabel(name, palette.accent),
  }
  return [whole, dotted]
}

function endLabel(name: string, color: string) {
  const text = {
    show: true,
    color,
    formatter: () => name,
    width: 76,
    overflow: 'break',
    lineHeight: 14,
    distance: 8,
  } as const
  return { endLabel: text, labelLayout: { moveOverlap: 'shiftY' } as const }
}

function period({ period: range }: TimeChart, palette: Palette) {
  const data = range ? [[{ xAxis: range[0] }, { xAxis: range[1] }]] : []
  return { silent: true, itemStyle: { color: palette.accent, opacity: 0.06 }, data } as never
}

function target({ target: goal }: TimeChart, palette: Palette) {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: palette.ink_soft, type: 'dotted', width: 1 },
    label: { formatter: goal?.label ?? '', color: palette.ink_soft, position: 'insideStartTop' },
    data: goal ? [{ yAxis: goal.value }] : [],
  } as never
}

const faint = (color: string, alpha: string) => (/^#[0-9a-f]{6}$/i.test(color) ? color + alpha : color)
