import type { EChartsOption } from 'echarts'
import type { Palette } from './palette.ts'

/** A ribbon by the index of the group it leaves on the left and the one it reaches on the right. */
export interface Ribbon {
  readonly from: number
  readonly to: number
  readonly size: number
  /** Whether the move is welcome; `same` stays where it was. */
  readonly way: 'up' | 'down' | 'same'
}

/** A group on the left (`from`) or on the right (`to`), by its index, with the number of those in it. */
export interface SankeyNode {
  readonly side: 'from' | 'to'
  readonly group: number
  readonly size: number
}

/** The groups that anybody is in: the left side, then the right one, each from the top. */
export function sankeyNodes(ribbons: readonly Ribbon[]): SankeyNode[] {
  return (['from', 'to'] as const).flatMap((side) =>
    [...new Set(ribbons.map((ribbon) => ribbon[side]))]
      .sort((a, b) => a - b)
      .map((group) => ({ side, group, size: sizeAt(ribbons, side, group) })),
  )
}

const sizeAt = (ribbons: readonly Ribbon[], side: 'from' | 'to', group: number) =>
  ribbons.reduce((sum, ribbon) => sum + (ribbon[side] === group ? ribbon.size : 0), 0)

/** Groups in fixed order, the best on top, the same on both sides; the arrow keys walk over the ribbons, then the groups. */
export interface SankeyChart {
  readonly groups: readonly string[]
  readonly ribbons: readonly Ribbon[]
  /** What is printed beside a group, with the number of those in it. */
  readonly print: (group: string, size: number) => string
  /** Height in pixels; the space between groups follows from it. */
  readonly height: number
}

/** The colour of ribbons that go up, go down or stay. */
export const sankeyColours = (palette: Palette) => ({
  up: palette.accent,
  down: palette.attention,
  same: palette.ink_soft,
})

/** Who moves where between two moments: upward in the accent, downward in attention, unchanged grey. Pure. */
export function sankeyChart(
  { groups, ribbons, print, height }: SankeyChart,
  palette: Palette,
): EChartsOption {
  const colours = sankeyColours(palette)
  const nodes = sankeyNodes(ribbons).map(({ side, group, size }, nth) => ({
    name: `${side} ${group}`,
    depth: side === 'from' ? 0 : 1,
    value: size,
    stop: ribbons.length + nth,
    label: {
      formatter: print(groups[group]!, size),
      position: side === 'from' ? ('right' as const) : ('left' as const),
    },
  }))
  return {
    animation: false,
    textStyle: { fontFamily: palette.font, color: palette.ink, fontSize: 12 },
    series: [
      {
        id: 'moves',
        type: 'sankey',
        left: 0,
        right: 0,
        top: 4,
        bottom: 4,
        layoutIterations: 0,
        nodeWidth: 10,
        nodeGap: Math.min(15, height / 24),
        draggable: false,
        emphasis: { focus: 'trajectory', lineStyle: { opacity: 0.75 } },
        itemStyle: { color: palette.ink_soft, borderWidth: 0 },
        label: {
          color: palette.ink,
          fontSize: 12,
          distance: 6,
          textBorderColor: palette.paper,
          textBorderWidth: 3,
        },
        data: nodes,
        links: ribbons.map(({ from, to, size, way }, stop) => ({
          source: `from ${from}`,
          target: `to ${to}`,
          value: size,
          stop,
          lineStyle: { color: colours[way], opacity: way === 'same' ? 0.18 : 0.4, curveness: 0.5 },
        })),
      },
    ],
  }
}
