import type { EChartsOption } from 'echarts'
import type { Palette } from './palette.ts'

/** A bucket of time: what was, or what is expected of it with its interval, and what repeating last year would say. */
export interface ForecastPoint {
  readonly label: string
  /** Null in a bucket that is not over. */
  readonly actual: number | null
  readonly forecast: number | null
  readonly low: number | null
  readonly high: number | null
  readonly naive: number | null
}

/** What was and what is to come, oldest bucket first. */
export interface ForecastChart {
  readonly points: readonly ForecastPoint[]
  readonly names: { readonly actual: string; readonly forecast: string; readonly naive: string }
  /** Whether the naive forecast is the one shown: then it needs no line of its own. */
  readonly is_naive: boolean
  /** Marks each point: for a few buckets. */
  readonly dotted: boolean
  readonly print: (value: number) => string
}

type Series = Extract<NonNullable<EChartsOption['series']>, readonly unknown[]>[number]

/** The past as a line, the future as a broken one in its interval, the naive forecast thin beside it. Pure. */
export function forecastChart(chart: ForecastChart, palette: Palette): EChartsOption {
  const { points, print } = chart
  return {
    animation: false,
    textStyle: { fontFamily: palette.font, color: palette.ink_soft, fontSize: 12 },
    grid: { left: 4, right: 92, top: 12, bottom: 4, outerBoundsMode: 'same' },
    tooltip: { trigger: 'axis', showContent: false },
    xAxis: {
      type: 'category',
      boundaryGap: chart.dotted,
      data: points.map((point) => point.label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.hairline } },
      axisLabel: { color: palette.ink_soft, hideOverlap: true },
      axisPointer: { type: 'line', lineStyle: { color: palette.ink, width: 1, type: 'solid' } },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      splitLine: { lineStyle: { color: palette.hairline } },
      axisLabel: { color: palette.ink_soft, formatter: print },
      axisPointer: { show: false },
    },
    series: [
      ...band(points, palette),
      ...(chart.is_naive ? [] : [naive(chart, palette)]),
      past(chart, palette),
      ...(points.some(({ forecast }) => forecast !== null) ? [future(chart, palette)] : []),
    ],
  }
}

/** Index of the last bucket that is over; -1 when none is. */
function lastKnown(points: readonly ForecastPoint[]): number {
  return points.findLastIndex(({ forecast, actual }) => forecast === null && actual !== null)
}

/** A line to come begins where the past ends. */
function fromPast(points: readonly ForecastPoint[], read: (point: ForecastPoint) => number | null) {
  const last = lastKnown(points)
  return points.map((point, at) =>
    at === last ? point.actual : point.forecast === null ? null : read(point),
  )
}

function band(points: readonly ForecastPoint[], palette: Palette): Series[] {
  if (points.every(({ low }) => low === null)) return []
  const low = fromPast(points, (point) => point.low)
  const high = fromPast(points, (point) => point.high)
  const bound = (id: string, data: (number | null)[], opacity: number): Series => ({
    id,
    type: 'line',
    stack: 'interval',
    stackStrategy: 'all',
    data,
    symbol: 'none',
    silent: true,
    lineStyle: { opacity: 0 },
    areaStyle: { color: palette.accent, opacity },
  })
  const width = high.map((value, at) => (value === null || low[at] == null ? null : value - low[at]))
  return [bound('interval_low', low, 0), bound('interval_width', width, 0.16)]
}

function past({ points, dotted }: ForecastChart, palette: Palette): Series {
  return {
    id: 'past',
    type: 'line',
    data: points.map(({ actual, forecast }) => (forecast === null ? actual : null)),
    symbol: dotted ? 'circle' : 'none',
    symbolSize: 6,
    silent: true,
    itemStyle: { color: palette.accent },
    lineStyle: { color: palette.accent, width: 2 },
    markLine: today(points, palette),
  } as Series
}

function future({ points, names, dotted }: ForecastChart, palette: Palette): Series {
  return {
    id: 'future',
    type: 'line',
    data: fromPast(points, (point) => point.forecast),
    symbol: dotted ? 'emptyCircle' : 'none',
    symbolSize: 6,
    silent: true,
    itemStyle: { color: palette.accent },
    lineStyle: { color: palette.accent, width: 2, type: [5, 3] },
    ...named(names.forecast, palette.accent),
  }
}

function naive({ points, names }: ForecastChart, palette: Palette): Series {
  return {
    id: 'naive',
    type: 'line',
    data: points.map((point) => point.naive),
    symbol: 'none',
    silent: true,
    lineStyle: { color: palette.compare, width: 1.25, type: [2, 3], opacity: 0.8 },
    ...named(names.naive, palette.compare),
  }
}

function named(name: string, color: string) {
  const endLabel = {
    show: true,
    color,
    formatter: () => name,
    width: 84,
    overflow: 'break',
    lineHeight: 14,
    distance: 8,
  } as const
  return { endLabel, labelLayout: { moveOverlap: 'shiftY' } as const }
}

/** A thin line where knowledge ends. */
function today(points: readonly ForecastPoint[], palette: Palette) {
  const last = lastKnown(points)
  const is_future = points.some(({ forecast }) => forecast !== null)
  return {
    silent: true,
    symbol: 'none',
    label: { show: false },
    lineStyle: { color: palette.ink_soft, type: 'dotted', width: 1 },
    data: last >= 0 && is_future ? [{ xAxis: last }] : [],
  }
}
