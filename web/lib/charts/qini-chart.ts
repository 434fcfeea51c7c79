import type { EChartsOption } from 'echarts'
import type { Palette } from './palette.ts'

/** A point of a Qini curve: the share of customers treated so far and the gain up to there. */
export interface CurvePoint {
  readonly share: number
  readonly gain: number
  readonly low: number | null
  readonly high: number | null
  readonly by_chance: number
}

/** The curve from nobody to everybody, the names of both lines, and how the axes are printed. */
export interface QiniChart {
  readonly points: readonly CurvePoint[]
  readonly name: string
  readonly chance_name: string
  readonly print: (value: number) => string
  readonly print_share: (share: number) => string
}

/** Gain against the share of customers treated, its interval as a band, chance as a dashed line. Pure. */
export function qiniChart(chart: QiniChart, palette: Palette): EChartsOption {
  const { points, name, chance_name, print, print_share } = chart
  const line = (id: string, of: (point: CurvePoint) => number | null) => ({
    id,
    type: 'line' as const,
    showSymbol: false,
    data: points.map((point) => [point.share, of(point)]),
  })
  const label = (text: string, colour: string) => ({
    endLabel: { show: true, formatter: text, color: colour, distance: 6 },
    labelLayout: { moveOverlap: 'shiftY' as const },
  })
  const band = {
    lineStyle: { opacity: 0 },
    silent: true,
    stack: 'band',
    stackStrategy: 'all' as const,
    tooltip: { show: false },
  }
  return {
    animation: false,
    textStyle: { fontFamily: palette.font, color: palette.ink_soft, fontSize: 12 },
    grid: { left: 4, right: 92, top: 12, bottom: 4, outerBoundsMode: 'same' },
    tooltip: { trigger: 'axis', showContent: false },
    xAxis: {
      ...{ type: 'value', min: 0, max: 1, splitNumber: 4 },
      axisLabel: { color: palette.ink_soft, formatter: print_share },
      axisLine: { lineStyle: { color: palette.ink_soft } },
      splitLine: { show: false },
    },
    yAxis: {
      ...{ type: 'value', splitNumber: 4 },
      axisLabel: { color: palette.ink_soft, formatter: print },
      splitLine: { lineStyle: { color: palette.hairline } },
    },
    series: [
      { ...line('low', ({ low, gain }) => low ?? gain), ...band },
      {
        ...line('band', ({ low, high, gain }) => (high ?? gain) - (low ?? gain)),
        ...band,
        areaStyle: { color: palette.accent, opacity: 0.12 },
      },
      {
        ...line('chance', (point) => point.by_chance),
        lineStyle: { color: palette.compare, type: 'dashed', width: 1.5 },
        ...label(chance_name, palette.compare),
      },
      {
        ...line('gain', ({ gain }) => gain),
        data: points.map(({ share, gain }, stop) => ({ value: [share, gain], stop })),
        showSymbol: true,
        symbol: 'circle',
        symbolSize: 8,
        itemStyle: { color: palette.accent },
        lineStyle: { color: palette.accent, width: 2 },
        ...label(name, palette.accent),
      },
    ],
  }
}
