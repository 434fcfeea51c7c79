import type { EChartsOption } from 'echarts'
import type { Palette } from './palette.ts'

/** The share that goes on, for each day from 0. */
export interface SurvivalLine {
  readonly member: string
  readonly name: string
  readonly values: readonly {
    readonly value: number
    readonly low: number | null
    readonly high: number | null
  }[]
}

/** Curves of one or several groups, with what their axes print. */
export interface SurvivalChart {
  readonly lines: readonly SurvivalLine[]
  readonly day: (day: number) => string
  readonly share: (value: number) => string
}

/** How many days the longest curve has. */
export const survivalDays = (lines: readonly SurvivalLine[]) =>
  lines.reduce((most, { values }) => Math.max(most, values.length), 0)

/** Survival steps from 1 at day 0; the band only where there is one curve, names at the ends where there are more. Pure. */
export function survivalChart({ lines, day, share }: SurvivalChart, palette: Palette): EChartsOption {
  const days = survivalDays(lines)
  return {
    animation: false,
    textStyle: { fontFamily: palette.font, color: palette.ink_soft, fontSize: 12 },
    grid: { left: 4, right: lines.length > 1 ? 108 : 20, top: 10, bottom: 4, outerBoundsMode: 'same' },
    tooltip: { trigger: 'axis', showContent: false },
    xAxis: {
      type: 'category',
      boundaryGap: false,
      data: Array.from({ length: days }, (_, index) => index),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.hairline } },
      axisLabel: {
        color: palette.ink_soft,
        interval: (index: number) => index % 90 === 0,
        formatter: (value: string) => day(Number(value)),
        hideOverlap: true,
      },
      axisPointer: { type: 'line', lineStyle: { color: palette.ink, width: 1, type: 'solid' } },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: 1,
      interval: 0.25,
      splitLine: { lineStyle: { color: palette.hairline } },
      axisLabel: { color: palette.ink_soft, formatter: (value: number) => share(value) },
      axisPointer: { show: false },
    },
    series: [
      ...(lines.length === 1 ? band(lines[0]!, palette) : []),
      ...lines.map((line, index) => ({
        id: line.member,
        type: 'line' as const,
        name: line.name,
        step: 'end' as const,
        data: line.values.map(({ value }) => value),
        symbol: 'none',
        silent: true,
        lineStyle: { color: colourOf(lines, index, palette), width: 2 },
        endLabel: {
          show: lines.length > 1,
          color: colourOf(lines, index, palette),
          formatter: () => line.name,
          width: 100,
          overflow: 'truncate' as const,
          distance: 6,
        },
        labelLayout: { moveOverlap: 'shiftY' as const },
      })),
    ],
  }
}

/** The colour of a curve; one alone is the accent. */
export function colourOf(lines: readonly unknown[], index: number, palette: Palette): string {
  return lines.length === 1 ? palette.accent : palette.series[index % palette.series.length]!
}

function band({ values }: SurvivalLine, palette: Palette) {
  const bound = (id: string, data: (number | null)[], opacity: number) => ({
    id,
    type: 'line' as const,
    step: 'end' as const,
    stack: 'interval',
    stackStrategy: 'all' as const,
    data,
    symbol: 'none',
    silent: true,
    lineStyle: { opacity: 0 },
    areaStyle: { color: palette.accent, opacity },
  })
  return [
    bound(
      'survival_low',
      values.map(({ low }) => low),
      0,
    ),
    bound(
      'survival_width',
      values.map(({ low, high }) => (low === null || high === null ? null : high - low)),
      0.16,
    ),
  ]
}
