import type { EChartsOption } from 'echarts'
import type { Palette } from './palette.ts'

/** A unit of the funnel: what it scored, on how many answers, and whether chance explains it. */
export interface FunnelPoint {
  readonly label: string
  readonly n: number
  readonly value: number
  readonly verdict: 'within' | 'below_95' | 'above_95' | 'below_998' | 'above_998'
}

/** Units around a centre. The points keep their order as `stop`. */
export interface FunnelChart {
  readonly points: readonly FunnelPoint[]
  readonly centre: number
  /** Variance of one answer, and between units beyond chance. */
  readonly answer_variance: number
  readonly between_variance: number
  readonly range: readonly [number, number]
  readonly n_name: string
  readonly centre_name: string
  readonly print: (value: number) => string
}

type Series = Extract<NonNullable<EChartsOption['series']>, readonly unknown[]>[number]

const limits = [
  { name: '95%', z: 1.959963984540054, dash: [4, 3], width: 1 },
  { name: '99.8%', z: 3.090232306167813, dash: 'solid', width: 1.25 },
] as const

/** Scores over numbers of answers with curved limits; only units outside them are named. Pure. */
export function funnelChart(chart: FunnelChart, palette: Palette): EChartsOption {
  const most = Math.max(10, ...chart.points.map(({ n }) => n))
  const values = chart.points.map(({ value }) => value)
  const fewest = Math.min(...chart.points.map(({ n }) => n))
  const widest = halfWidth(chart, fewest, limits[1].z)
  const [lowest, highest] = chart.range
  const bottom = Math.max(lowest, Math.min(chart.centre - widest, ...values))
  const top = Math.min(highest, Math.max(chart.centre + widest, ...values))
  const room = 0.05 * (top - bottom)
  const axis = { type: 'value', axisTick: { show: false } } as const
  return {
    animation: false,
    textStyle: { fontFamily: palette.font, color: palette.ink, fontSize: 12 },
    grid: { left: 4, right: 52, top: 10, bottom: 20, outerBoundsMode: 'same' },
    xAxis: {
      ...axis,
      ...{ min: 0, max: Math.ceil(1.04 * most), name: chart.n_name, nameLocation: 'middle', nameGap: 24 },
      nameTextStyle: { color: palette.ink_soft },
      axisLine: { lineStyle: { color: palette.hairline } },
      splitLine: { show: false },
      axisLabel: { color: palette.ink_soft, hideOverlap: true, showMaxLabel: false },
    },
    yAxis: {
      ...axis,
      ...{ min: bottom - room, max: top + room },
      splitLine: { lineStyle: { color: palette.hairline } },
      axisLabel: {
        color: palette.ink_soft,
        formatter: chart.print,
        showMinLabel: false,
        showMaxLabel: false,
      },
    },
    series: [...limits.flatMap((limit) => curves(chart, limit, most, palette)), points(chart, palette)],
  }
}

const halfWidth = ({ answer_variance, between_variance }: FunnelChart, n: number, z: number) =>
  z * Math.sqrt(answer_variance / n + between_variance)

function curves(
  chart: FunnelChart,
  limit: (typeof limits)[number],
  most: number,
  palette: Palette,
): Series[] {
  const [lowest, highest] = chart.range
  const steps = Array.from({ length: 80 }, (_, step) => Math.max(2, (1.04 * most * (step + 1) ** 2) / 6400))
  return ([-1, 1] as const).map((side): Series => ({
    id: `${limit.name} ${side}`,
    type: 'line',
    silent: true,
    symbol: 'none',
    data: steps.flatMap((n) => {
      const value = chart.centre + side * halfWidth(chart, n, limit.z)
      return value < lowest || value > highest ? [] : [[n, value]]
    }),
    lineStyle: { color: palette.compare, width: limit.width, type: limit.dash as never, opacity: 0.7 },
    endLabel: { show: true, formatter: limit.name, color: palette.compare, distance: 4 },
    ...(limit.name === '95%' && side === 1 ? { markLine: centre(chart, palette) } : {}),
  }))
}

function centre({ centre: value, centre_name }: FunnelChart, palette: Palette) {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: palette.ink_soft, type: 'solid', width: 1 },
    label: { formatter: centre_name, color: palette.ink_soft, position: 'insideStartTop' },
    data: [{ yAxis: value }],
  } as never
}

function points({ points: units }: FunnelChart, palette: Palette): Series {
  const look = (verdict: FunnelPoint['verdict']) => {
    if (verdict === 'within')
      return { symbol: 'circle', color: palette.ink_soft, opacity: 0.45, symbolSize: 7 }
    const below = verdict.startsWith('below')
    const strong = verdict.endsWith('998')
    const symbol = 'triangle'
    const color = below ? palette.bad : palette.accent
    return { symbol, symbolRotate: below ? 180 : 0, color, opacity: 1, symbolSize: strong ? 12 : 9 }
  }
  return {
    id: 'points',
    type: 'scatter',
    cursor: 'pointer',
    z: 3,
    data: units.map(({ label, n, value, verdict }, stop) => {
      const { color, opacity, ...symbol } = look(verdict)
      return {
        ...symbol,
        value: [n, value],
        stop,
        itemStyle: { color, opacity },
        label: {
          show: verdict !== 'within',
          position: 'right',
          distance: 6,
          color: palette.ink,
          formatter: () => label,
        },
      }
    }),
    labelLayout: { moveOverlap: 'shiftY', hideOverlap: true },
  } as Series
}
