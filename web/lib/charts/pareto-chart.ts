import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams, EChartsOption } from 'echarts'
import type { Palette } from './palette.ts'

/** One cause: how often, and the share of all up to and including it. */
export interface ParetoBar {
  readonly label: string
  readonly value: number
  readonly cumulative_share: number
  readonly is_highlighted: boolean
  /** Not a cause but what is not known yet. */
  readonly is_rest: boolean
}

/** Causes, most frequent first, and how a bar and its cumulative share are printed. */
export interface ParetoChart {
  readonly bars: readonly ParetoBar[]
  readonly print: (bar: ParetoBar) => string
}

const row_height = 24

/** Height in pixels at which every cause has its row. */
export const paretoHeight = (bars: readonly unknown[]) => bars.length * row_height + 8

/** Horizontal bars with the cumulative share as a stepped line over the whole width; no second axis to read. Pure. */
export function paretoChart({ bars, print }: ParetoChart, palette: Palette): EChartsOption {
  const some = bars.some(({ is_highlighted }) => is_highlighted)
  const most = Math.max(1, ...bars.map(({ value }) => value))
  return {
    animation: false,
    textStyle: { fontFamily: palette.font, color: palette.ink, fontSize: 12 },
    grid: { left: 124, right: 92, top: 2, bottom: 2, outerBoundsMode: 'none' },
    tooltip: { trigger: 'axis', showContent: false },
    xAxis: { type: 'value', show: false, min: 0, max: most, axisPointer: { show: false } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map(({ label }) => label),
      axisLine: { lineStyle: { color: palette.hairline } },
      axisTick: { show: false },
      axisLabel: {
        ...{ color: palette.ink, width: 114, overflow: 'truncate', interval: 0 },
        ...{ align: 'left', margin: 120 },
      },
      axisPointer: { type: 'shadow', shadowStyle: { color: palette.ink, opacity: 0.05 } },
    },
    series: [
      {
        id: 'value',
        type: 'bar',
        barWidth: 12,
        silent: true,
        data: bars.map(({ value, is_highlighted, is_rest }) => ({
          value,
          itemStyle: {
            color: is_rest ? palette.ink_soft : palette.accent,
            opacity: some && !is_highlighted ? 0.35 : is_rest ? 0.5 : 1,
          },
        })),
      },
      {
        id: 'cumulative',
        type: 'custom',
        silent: true,
        encode: { x: 1, y: 0 },
        data: bars.map((_, index) => [index, 0]),
        renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) =>
          row(bars, print, params, api, palette) as never,
      },
    ],
  }
}

function row(
  bars: readonly ParetoBar[],
  print: (bar: ParetoBar) => string,
  params: CustomSeriesRenderItemParams,
  api: CustomSeriesRenderItemAPI,
  palette: Palette,
) {
  const bar = bars[params.dataIndex]!
  const frame = params.coordSys as unknown as { x: number; width: number }
  const y = api.coord([0, params.dataIndex])[1]!
  const at = (share: number) => frame.x + frame.width * share
  const before = bars[params.dataIndex - 1]?.cumulative_share ?? 0
  const style = { stroke: palette.compare, lineWidth: 1, opacity: 0.8 }
  const text = { text: print(bar), x: frame.x + frame.width + 8, y, verticalAlign: 'middle' } as const
  const line = (x1: number, y1: number, x2: number, y2: number) => ({
    type: 'line',
    shape: { x1, y1, x2, y2 },
    style,
  })
  const end = at(bar.cumulative_share)
  return {
    type: 'group',
    children: [
      line(at(before), y - row_height / 2, end, y - row_height / 2),
      line(end, y - row_height / 2, end, y + row_height / 2),
      { type: 'text', style: { ...text, fill: palette.ink, font: `12px ${palette.font}` } },
    ],
  }
}
