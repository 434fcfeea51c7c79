import type {
  CustomSeriesRenderItemAPI,
  CustomSeriesRenderItemParams,
  CustomSeriesRenderItemReturn,
  EChartsOption,
} from 'echarts'
import type { Palette } from './palette.ts'

/** One thing that may matter. */
export interface ImportancePoint {
  readonly label: string
  /** 0–1; 0 when it is not significant. */
  readonly importance: number
  readonly low: number
  readonly high: number
  readonly performance: number
  readonly is_significant: boolean
  /** It matters more and does worse than the others. */
  readonly is_pressing: boolean
}

/** Importance against performance. The points keep their order as `stop`. */
export interface ImportanceChart {
  readonly points: readonly ImportancePoint[]
  readonly importance_name: string
  readonly performance_name: string
  /** What the four corners mean: top left, top right, bottom left, bottom right. */
  readonly corners: readonly [string, string, string, string]
  readonly print_importance: (value: number) => string
  readonly print_performance: (value: number) => string
}

type Series = Extract<NonNullable<EChartsOption['series']>, readonly unknown[]>[number]
type Frame = { x: number; y: number; width: number; height: number }

/** The importance–performance plane with intervals of importance; what is not significant lies grey on zero. Pure. */
export function importanceChart(chart: ImportanceChart, palette: Palette): EChartsOption {
  const { points } = chart
  const name = {
    nameTextStyle: { color: palette.ink_soft },
    axisLine: { lineStyle: { color: palette.hairline } },
  }
  const axis = {
    ...name,
    type: 'value',
    scale: true,
    axisTick: { show: false },
    splitLine: { show: false },
  } as const
  const label = {
    color: palette.ink_soft,
    hideOverlap: true,
    showMinLabel: false,
    showMaxLabel: false,
  } as const
  const [low, high] = padded(points.map(({ performance }) => performance))
  return {
    animation: false,
    textStyle: { fontFamily: palette.font, color: palette.ink, fontSize: 12 },
    grid: { left: 4, right: 16, top: 24, bottom: 20, outerBoundsMode: 'same' },
    xAxis: {
      ...axis,
      ...{ min: low, max: high, name: chart.performance_name, nameLocation: 'middle', nameGap: 24 },
      axisLabel: { ...label, formatter: chart.print_performance },
    },
    yAxis: {
      ...axis,
      ...{ min: 0, max: Math.max(0.05, ...points.map((point) => point.high)) * 1.06 },
      ...{ name: chart.importance_name, nameLocation: 'end', nameGap: 8 },
      nameTextStyle: { color: palette.ink_soft, align: 'left' },
      axisLabel: { ...label, formatter: chart.print_importance },
    },
    series: [corners(chart, palette), whiskers(points, palette), marks(points, palette)],
  }
}

function padded(values: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const room = Math.max(2, 0.18 * (high - low))
  return [Math.floor(low - room), Math.ceil(high + room)]
}

/** Whether a label right of a point would run into another point: then it stands on the left. */
function hasNeighbourRight(point: ImportancePoint, points: readonly ImportancePoint[]): boolean {
  const [left, right] = padded(points.map(({ performance }) => performance))
  const height = Math.max(...points.map(({ high }) => high))
  return points.some(({ performance, importance }) => {
    const ahead = (performance - point.performance) / (right - left)
    return ahead > 0 && ahead < 0.25 && Math.abs(importance - point.importance) < 0.04 * height
  })
}

function marks(points: readonly ImportancePoint[], palette: Palette): Series {
  const mean = (of: (point: ImportancePoint) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / Math.max(1, points.length)
  const color = (point: ImportancePoint) =>
    !point.is_significant ? palette.ink_soft : point.is_pressing ? palette.bad : palette.accent
  return {
    id: 'points',
    type: 'scatter',
    symbolSize: 11,
    cursor: 'pointer',
    data: points.map((point, stop) => ({
      value: [point.performance, point.importance],
      stop,
      symbol: !point.is_significant ? 'emptyCircle' : point.is_pressing ? 'diamond' : 'circle',
      itemStyle: { color: color(point) },
      label: {
        show: true,
        position: hasNeighbourRight(point, points) ? 'left' : 'right',
        distance: 7,
        color: point.is_significant ? palette.ink : palette.ink_soft,
        formatter: () => point.label,
      },
    })),
    labelLayout: { moveOverlap: 'shiftY' },
    markLine: {
      silent: true,
      symbol: 'none',
      label: { show: false },
      lineStyle: { color: palette.ink_soft, type: 'dashed', width: 1, opacity: 0.6 },
      data: [
        { xAxis: mean(({ performance }) => performance) },
        { yAxis: mean(({ importance }) => importance) },
      ],
    },
  } as Series
}

function whiskers(points: readonly ImportancePoint[], palette: Palette): Series {
  const shown = points.filter((point) => point.is_significant)
  return {
    id: 'whiskers',
    type: 'custom',
    silent: true,
    data: shown.map(({ performance, low, high }) => [performance, low, high]),
    encode: { x: 0, y: [1, 2] },
    renderItem: (
      _: CustomSeriesRenderItemParams,
      api: CustomSeriesRenderItemAPI,
    ): CustomSeriesRenderItemReturn => {
      const [x, bottom] = api.coord([api.value(0), api.value(1)])
      const [, top] = api.coord([api.value(0), api.value(2)])
      return {
        type: 'line',
        shape: { x1: x, x2: x, y1: bottom, y2: top },
        style: { stroke: palette.accent, lineWidth: 1.5, opacity: 0.5 },
      } as CustomSeriesRenderItemReturn
    },
  } as unknown as Series
}

/** The names of the quadrants in the corners of the plane. */
function corners({ corners: names }: ImportanceChart, palette: Palette): Series {
  return {
    id: 'corners',
    type: 'custom',
    silent: true,
    data: [[null, null]],
    renderItem: ({ coordSys }: CustomSeriesRenderItemParams): CustomSeriesRenderItemReturn => {
      const { x, y, width, height } = coordSys as unknown as Frame
      const text = (name: string, nth: number) => ({
        type: 'text',
        style: {
          text: name,
          x: nth % 2 === 0 ? x + 8 : x + width - 8,
          y: nth < 2 ? y + 6 : y + height - 26,
          align: nth % 2 === 0 ? 'left' : 'right',
          fill: palette.ink_soft,
          font: `11px ${palette.font}`,
        },
      })
      return { type: 'group', children: names.map(text) } as unknown as CustomSeriesRenderItemReturn
    },
  } as unknown as Series
}
