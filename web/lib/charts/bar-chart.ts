import type { EChartsOption } from 'echarts'
import type { Palette } from './palette.ts'

/** One bar: a null value draws nothing and prints as the caller says. */
export interface Bar {
  readonly label: string
  readonly value: number | null
  readonly base_value?: number | null
}

/** Bars in the order in which they are drawn, with the names of both series and how a value is printed. */
export interface BarChart {
  readonly bars: readonly Bar[]
  readonly name: string
  readonly base_name: string
  readonly print: (value: number | null) => string
}

/** Height in pixels at which every bar has its row. */
export const barChartHeight = (bars: readonly Bar[]) => bars.length * 26 + 8

/** Horizontal bars from zero in the given order, the comparison as a thin bar below each. Pure. */
export function barChart({ bars, name, base_name, print }: BarChart, palette: Palette): EChartsOption {
  return {
    animation: false,
    textStyle: { fontFamily: palette.font, color: palette.ink, fontSize: 12 },
    grid: { left: 4, right: 96, top: 4, bottom: 4, outerBoundsMode: 'same' },
    xAxis: { type: 'value', show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map((bar) => bar.label),
      axisLine: { lineStyle: { color: palette.hairline } },
      axisTick: { show: false },
      axisLabel: { color: palette.ink, width: 160, overflow: 'truncate', interval: 0 },
    },
    series: [
      {
        id: 'value',
        type: 'bar',
        name,
        barWidth: 12,
        data: bars.map((bar) => bar.value),
        itemStyle: { color: palette.accent },
        label: {
          show: true,
          position: 'right',
          color: palette.ink,
          formatter: ({ dataIndex }) => print(bars[dataIndex]?.value ?? null),
        },
      },
      {
        id: 'base_value',
        type: 'bar',
        name: base_name,
        barWidth: 3,
        barGap: '10%',
        data: bars.map((bar) => bar.base_value ?? null),
        itemStyle: { color: palette.compare, opacity: 0.6 },
      },
    ],
  }
}
