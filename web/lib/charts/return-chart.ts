import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams, EChartsOption } from 'echarts'
import { intervalMark } from './interval-mark.ts'
import type { Palette } from './palette.ts'

/** A step from what came in to what is left; its interval is that of where the step ends. */
export interface ReturnStep {
  readonly label: string
  readonly kind: 'gain' | 'cost' | 'total'
  readonly start: number
  readonly end: number
  readonly low: number | null
  readonly high: number | null
}

/** Steps from top to bottom and how each is printed. */
export interface ReturnChart<Step extends ReturnStep> {
  readonly steps: readonly Step[]
  readonly print: (step: Step) => string
}

const row_height = 44

/** Height in pixels at which every step has its row. */
export const returnHeight = (steps: readonly unknown[]) => steps.length * row_height + 8

/** Horizontal waterfall from gain over cost to what is left, with whiskers where a step is an estimate. Pure. */
export function returnChart<Step extends ReturnStep>(
  { steps, print }: ReturnChart<Step>,
  palette: Palette,
): EChartsOption {
  const ends = steps.flatMap(({ start, end, low, high }) => [start, end, low ?? end, high ?? end])
  const [least, most] = [Math.min(0, ...ends), Math.max(0, ...ends)]
  return {
    animation: false,
    textStyle: { fontFamily: palette.font, color: palette.ink, fontSize: 12 },
    grid: { left: 112, right: 92, top: 4, bottom: 4, outerBoundsMode: 'none' },
    tooltip: { trigger: 'axis', showContent: false },
    xAxis: {
      type: 'value',
      min: least,
      max: most === least ? least + 1 : most,
      axisLabel: { show: false },
      splitLine: { show: false },
      axisPointer: { show: false },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: steps.map(({ label }) => label),
      axisLine: { onZero: true, lineStyle: { color: palette.ink_soft } },
      axisTick: { show: false },
      axisLabel: {
        color: palette.ink,
        width: 104,
        lineHeight: 14,
        overflow: 'break',
        interval: 0,
        align: 'left',
        margin: 108,
      },
      axisPointer: { type: 'shadow', shadowStyle: { color: palette.ink, opacity: 0.05 } },
    },
    series: [
      {
        id: 'steps',
        type: 'custom',
        encode: { x: [1, 2], y: 0 },
        data: steps.map(({ start, end }, index) => [index, start, end]),
        renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) =>
          drawn(steps, print, params, api, palette) as never,
      },
    ],
  }
}

function drawn<Step extends ReturnStep>(
  steps: readonly Step[],
  print: ReturnChart<Step>['print'],
  params: CustomSeriesRenderItemParams,
  api: CustomSeriesRenderItemAPI,
  palette: Palette,
) {
  const step = steps[params.dataIndex]!
  const frame = params.coordSys as unknown as { x: number; width: number }
  const x = (value: number) => api.coord([value, params.dataIndex])[0]!
  const y = api.coord([0, params.dataIndex])[1]!
  const height = 16
  const [from, to] = [x(step.start), x(step.end)]
  const fill = { gain: palette.good, cost: palette.attention, total: palette.ink }[step.kind]
  const shape = { x: Math.min(from, to), y: y - height / 2, width: Math.max(1, Math.abs(to - from)), height }
  const connects = params.dataIndex < steps.length - 1
  const below = { x1: to, y1: y + height / 2, x2: to, y2: y + row_height - height / 2 }
  const text = { text: print(step), x: frame.x + frame.width + 8, y, verticalAlign: 'middle' as const }
  const is_estimate = step.low !== null && step.high !== null && step.low < step.high
  return {
    type: 'group',
    children: [
      { type: 'rect', shape, style: { fill, opacity: 0.75 } },
      ...(connects
        ? [{ type: 'line', shape: below, style: { stroke: palette.ink_soft, lineWidth: 1, opacity: 0.6 } }]
        : []),
      ...(is_estimate
        ? intervalMark(
            { value: step.end, low: step.low, high: step.high },
            { x, y, colour: palette.ink, style: 'hollow', palette },
          )
        : []),
      {
        type: 'text',
        style: {
          ...text,
          fill: palette.ink,
          font: `${step.kind === 'total' ? 'bold ' : ''}12px ${palette.font}`,
        },
      },
    ],
  }
}
