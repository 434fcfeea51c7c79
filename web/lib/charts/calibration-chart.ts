import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams, EChartsOption } from 'echarts'
import type { Palette } from './palette.ts'

/** One group: what happened with its interval, what was predicted, and what a simpler guess would have been. */
export interface CalibrationGroup {
  readonly label: string
  readonly actual: number
  readonly low: number | null
  readonly high: number | null
  readonly predicted: number
  readonly baseline: number
}

/** Groups in order and how a value is printed. */
export interface CalibrationChart {
  readonly groups: readonly CalibrationGroup[]
  readonly print: (value: number) => string
}

/** What happened as columns with whiskers, what was predicted as a stroke across each, the simpler guess as a ring. Pure. */
export function calibrationChart({ groups, print }: CalibrationChart, palette: Palette): EChartsOption {
  const tallest = Math.max(
    ...groups.flatMap(({ high, predicted, baseline }) => [high ?? 0, predicted, baseline]),
    0,
  )
  return {
    animation: false,
    textStyle: { fontFamily: palette.font, color: palette.ink, fontSize: 12 },
    grid: { left: 4, right: 4, top: 10, bottom: 4, outerBoundsMode: 'same' },
    tooltip: { trigger: 'axis', showContent: false },
    xAxis: {
      type: 'category',
      data: groups.map(({ label }) => label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.hairline } },
      axisLabel: { color: palette.ink_soft, interval: 0 },
      axisPointer: { show: true, type: 'shadow', label: { show: false } },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: tallest > 0 ? tallest * 1.04 : 1,
      splitNumber: 4,
      axisLabel: { color: palette.ink_soft, formatter: print, showMaxLabel: false },
      splitLine: { lineStyle: { color: palette.hairline } },
      axisPointer: { show: false },
    },
    series: [
      {
        id: 'actual',
        type: 'bar',
        barCategoryGap: '42%',
        data: groups.map(({ actual }) => actual),
        itemStyle: { color: palette.sequential[2] },
      },
      {
        id: 'marks',
        type: 'custom',
        z: 3,
        silent: true,
        data: groups.map(({ actual }, index) => [index, actual]),
        renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) =>
          marks(groups[params.dataIndex]!, params.dataIndex, api, palette) as never,
      },
    ],
  }
}

function marks(
  { low, high, predicted, baseline }: CalibrationGroup,
  index: number,
  api: CustomSeriesRenderItemAPI,
  palette: Palette,
) {
  const x = api.coord([index, 0])[0]!
  const y = (value: number) => api.coord([index, value])[1]!
  const half = (api.size!([1, 0]) as number[])[0]! / 2
  const line = (x1: number, y1: number, x2: number, y2: number, stroke: string, lineWidth: number) => ({
    type: 'line',
    shape: { x1, y1, x2, y2 },
    style: { stroke, lineWidth },
  })
  const whisker =
    low === null || high === null
      ? []
      : [
          line(x, y(low), x, y(high), palette.ink, 1),
          ...[low, high].map((end) => line(x - 4, y(end), x + 4, y(end), palette.ink, 1)),
        ]
  const stroke = line(x - half * 0.86, y(predicted), x + half * 0.86, y(predicted), palette.compare, 3)
  const ring = {
    type: 'circle',
    shape: { cx: x, cy: y(baseline), r: 3.5 },
    style: { fill: palette.paper, stroke: palette.ink_soft, lineWidth: 1.5 },
  }
  return { type: 'group', children: [...whisker, stroke, ring] }
}
