import type { EChartsOption } from 'echarts'
import type { Palette } from './palette.ts'

/** A corner of the curve: the first so many of the customers bring so much of the sales. */
export interface LorenzPoint {
  readonly share_of_customers: number
  readonly share_of_amount: number
}

/** Corners without the origin, in order; a corner to mark with its words; how shares are printed. */
export interface LorenzChart {
  readonly points: readonly LorenzPoint[]
  readonly equal_name: string
  readonly mark: {
    readonly share_of_customers: number
    readonly share_of_amount: number
    readonly text: string
  } | null
  readonly print: (share: number) => string
  readonly x_name: string
}

/** The Lorenz curve below the line of equality, the area between them shaded. Pure. */
export function lorenzChart(
  { points, equal_name, mark, print, x_name }: LorenzChart,
  palette: Palette,
): EChartsOption {
  const corners = [[0, 0], ...points.map((point) => [point.share_of_customers, point.share_of_amount])]
  const lowest = Math.min(0, ...points.map(({ share_of_amount }) => share_of_amount))
  const share = {
    type: 'value' as const,
    max: 1,
    splitNumber: 5,
    axisLabel: { color: palette.ink_soft, formatter: print },
  }
  return {
    animation: false,
    textStyle: { fontFamily: palette.font, color: palette.ink_soft, fontSize: 12 },
    grid: { left: 4, right: 20, top: 12, bottom: 24, outerBoundsMode: 'same' },
    tooltip: { trigger: 'axis', showContent: false },
    xAxis: {
      ...share,
      min: 0,
      name: x_name,
      nameLocation: 'middle',
      nameTextStyle: { color: palette.ink_soft },
      axisLine: { lineStyle: { color: palette.ink_soft } },
      splitLine: { show: false },
    },
    yAxis: { ...share, min: lowest, splitLine: { lineStyle: { color: palette.hairline } } },
    series: [
      {
        id: 'equal',
        type: 'line',
        data: [
          [0, 0],
          [1, 1],
        ],
        showSymbol: false,
        silent: true,
        lineStyle: { color: palette.compare, type: 'dashed', width: 1.5 },
      },
      {
        id: 'lorenz',
        type: 'line',
        data: corners,
        showSymbol: false,
        lineStyle: { color: palette.accent, width: 2 },
        areaStyle: { color: palette.accent, opacity: 0.1, origin: 'start' },
      },
      ...(mark ? [marked(mark, palette)] : []),
      labelled(equal_name, palette),
    ],
  }
}

function marked(mark: NonNullable<LorenzChart['mark']>, palette: Palette) {
  return {
    id: 'mark',
    type: 'line' as const,
    data: [[mark.share_of_customers, mark.share_of_amount]],
    symbol: 'circle',
    symbolSize: 8,
    itemStyle: { color: palette.accent },
    label: {
      show: true,
      position: 'left' as const,
      align: 'right' as const,
      formatter: mark.text,
      color: palette.ink,
      fontWeight: 600 as const,
      textBorderColor: palette.paper,
      textBorderWidth: 3,
    },
  }
}

function labelled(text: string, palette: Palette) {
  return {
    id: 'equal_name',
    type: 'line' as const,
    data: [[0.5, 0.5]],
    symbol: 'circle',
    symbolSize: 0.1,
    silent: true,
    label: { show: true, position: 'left' as const, formatter: text, color: palette.compare },
  }
}
