import type { EChartsOption } from 'echarts'
import type { Palette } from './palette.ts'

/** One score and how often it was given. */
export interface HistogramBar {
  readonly label: string
  readonly value: number
  readonly side: 'good' | 'neutral' | 'bad'
}

/** Columns of equal width in the order of the scale, standing on zero. */
export interface HistogramChart {
  readonly bars: readonly HistogramBar[]
  readonly print: (value: number) => string
}

/** The colour of each side of the scale. */
export const histogramColours = (palette: Palette) => ({
  good: palette.accent,
  neutral: faint(palette.compare),
  bad: palette.bad,
})

/** How often each score was given; the sides of the scale differ in colour and in how dark they are. Pure. */
export function histogramChart({ bars, print }: HistogramChart, palette: Palette): EChartsOption {
  const fill = histogramColours(palette)
  return {
    animation: false,
    textStyle: { fontFamily: palette.font, color: palette.ink, fontSize: 12 },
    grid: { left: 4, right: 4, top: 22, bottom: 4, outerBoundsMode: 'same' },
    xAxis: {
      type: 'category',
      data: bars.map(({ label }) => label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.hairline } },
      axisLabel: { color: palette.ink_soft, interval: 0 },
      axisPointer: { show: true, type: 'shadow', label: { show: false } },
    },
    yAxis: { type: 'value', show: false, min: 0 },
    tooltip: { trigger: 'axis', showContent: false },
    series: [
      {
        id: 'answers',
        type: 'bar',
        barCategoryGap: '18%',
        cursor: 'pointer',
        data: bars.map(({ value, side }) => ({
          value,
          itemStyle: { color: fill[side] },
        })),
        label: {
          show: true,
          position: 'top',
          color: palette.ink_soft,
          fontSize: 11,
          formatter: ({ dataIndex }) => (bars[dataIndex]?.value ? print(bars[dataIndex].value) : ''),
        },
      },
    ],
  }
}

const faint = (color: string) => (/^#[0-9a-f]{6}$/i.test(color) ? `${color}73` : color)
