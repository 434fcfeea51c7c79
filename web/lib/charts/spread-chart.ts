import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams, EChartsOption } from 'echarts'
import type { Palette } from './palette.ts'

/** How the values of one group are spread: five quantiles and the mean. */
export interface Spread {
  readonly label: string
  readonly decile_1: number
  readonly quartile_1: number
  readonly median: number
  readonly quartile_3: number
  readonly decile_9: number
  readonly mean: number
}

/** Groups from top to bottom; `print` writes what stands right of a row, `axis` a value of the scale. */
export interface SpreadChart {
  readonly rows: readonly Spread[]
  readonly print: (row: Spread, index: number) => string
  readonly axis: (value: number) => string
  readonly room: { readonly left: number; readonly right: number }
}

const row_height = 28

/** Height in pixels at which every row has its line, with the axis below. */
export const spreadHeight = (rows: readonly unknown[]) => Math.max(rows.length, 1) * row_height + 28

/** A line from the first to the last tenth, a box over the middle half, a stroke at the median, a dot at the mean. Pure. */
export function spreadChart(chart: SpreadChart, palette: Palette): EChartsOption {
  const { rows, room } = chart
  const ends = rows.flatMap(({ decile_1, decile_9, mean }) => [decile_1, decile_9, mean])
  return {
    animation: false,
    textStyle: { fontFamily: palette.font, color: palette.ink, fontSize: 12 },
    grid: { left: room.left, right: room.right, top: 2, bottom: 26, outerBoundsMode: 'none' },
    tooltip: { trigger: 'axis', showContent: false },
    xAxis: {
      type: 'value',
      min: Math.min(0, ...ends),
      max: Math.max(0, ...ends) * 1.04 || 1,
      splitNumber: 4,
      axisLabel: { color: palette.ink_soft, formatter: chart.axis, hideOverlap: true, showMaxLabel: false },
      splitLine: { lineStyle: { color: palette.hairline } },
      axisPointer: { show: false },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ label }) => label),
      axisLine: { lineStyle: { color: palette.hairline } },
      axisTick: { show: false },
      axisLabel: {
        ...{ color: palette.ink, width: room.left - 10, overflow: 'truncate', interval: 0 },
        ...{ align: 'left', margin: room.left - 4 },
      },
      axisPointer: { type: 'shadow', shadowStyle: { color: palette.ink, opacity: 0.05 } },
    },
    series: [
      {
        id: 'spread',
        type: 'custom',
        encode: { x: 1, y: 0 },
        data: rows.map(({ median }, index) => [index, median]),
        renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) =>
          row(chart, params, api, palette) as never,
      },
    ],
  }
}

function row(
  { rows, print }: SpreadChart,
  params: CustomSeriesRenderItemParams,
  api: CustomSeriesRenderItemAPI,
  palette: Palette,
) {
  const index = params.dataIndex
  const one = rows[index]!
  const frame = params.coordSys as unknown as { x: number; width: number }
  const y = api.coord([0, index])[1]!
  const x = (value: number) => api.coord([value, index])[0]!
  const line = (x1: number, x2: number, height: number, lineWidth: number) => ({
    type: 'line',
    shape: { x1, y1: y - height, x2, y2: y + height },
    style: { stroke: palette.accent, lineWidth },
  })
  const box = {
    type: 'rect',
    shape: {
      x: x(one.quartile_1),
      y: y - 6,
      width: Math.max(1, x(one.quartile_3) - x(one.quartile_1)),
      height: 12,
    },
    style: { fill: palette.sequential[1], stroke: palette.accent, lineWidth: 1 },
  }
  const mean = {
    type: 'circle',
    shape: { cx: x(one.mean), cy: y, r: 3 },
    style: { fill: palette.compare },
  }
  const text = { text: print(one, index), x: frame.x + frame.width + 10, y, verticalAlign: 'middle' as const }
  return {
    type: 'group',
    children: [
      line(x(one.decile_1), x(one.decile_9), 0, 1),
      box,
      line(x(one.median), x(one.median), 6, 2.5),
      mean,
      { type: 'text', style: { ...text, fill: palette.ink, font: `12px ${palette.font}` } },
    ],
  }
}
