import type { EChartsOption } from 'echarts'
import type { Palette } from './palette.ts'
import { flags } from './time-marks.ts'
import type { TimeEvent } from './time-marks.ts'

/** What came in and what went out in one bucket; all positive. */
export interface Flow {
  readonly label: string
  readonly gained: number
  readonly used: number
  readonly lost: number
}

/** Flows in the order of time, the names of their parts, and how the axis is printed. */
export interface FlowChart {
  readonly flows: readonly Flow[]
  readonly names: { readonly gained: string; readonly used: string; readonly lost: string }
  readonly events: readonly TimeEvent[]
  readonly print: (value: number) => string
}

/** The colour of each flow. */
export const flowColours = (palette: Palette) => ({
  gained: palette.accent,
  used: palette.compare,
  lost: palette.attention,
})

/** Bars above zero for what came in, stacked below for what went out. Pure. */
export function flowChart({ flows, names, events, print }: FlowChart, palette: Palette): EChartsOption {
  const bars = (id: keyof typeof names, sign: 1 | -1, opacity = 1) => ({
    id,
    type: 'bar' as const,
    name: names[id],
    stack: 'flow',
    barMaxWidth: 22,
    data: flows.map((flow) => sign * flow[id]),
    itemStyle: { color: flowColours(palette)[id], opacity },
  })
  return {
    animation: false,
    textStyle: { fontFamily: palette.font, color: palette.ink_soft, fontSize: 12 },
    grid: { left: 4, right: 4, top: events.length > 0 ? 30 : 8, bottom: 4, outerBoundsMode: 'same' },
    tooltip: { trigger: 'axis', showContent: false },
    xAxis: {
      type: 'category',
      data: flows.map(({ label }) => label),
      axisTick: { show: false },
      axisLine: { onZero: true, lineStyle: { color: palette.ink_soft } },
      axisLabel: { color: palette.ink_soft, hideOverlap: true },
      axisPointer: { type: 'shadow', shadowStyle: { color: palette.ink, opacity: 0.05 } },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      axisLabel: { color: palette.ink_soft, formatter: print },
      splitLine: { lineStyle: { color: palette.hairline } },
    },
    series: [flags(events, palette), bars('gained', 1), bars('used', -1), bars('lost', -1, 0.8)],
  }
}
