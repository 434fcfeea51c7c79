import type {
  CustomSeriesRenderItemAPI,
  CustomSeriesRenderItemParams,
  CustomSeriesRenderItemReturn,
  EChartsOption,
} from 'echarts'
import type { Palette } from './palette.ts'

/** What one member added to a change; the contributions of all members sum to the change. */
export interface Contribution {
  readonly label: string
  readonly contribution: number
}

/** One bar of a waterfall, from where the bar before it ended. `of` lists the places in the rows it stands for. */
export interface Step {
  readonly label: string
  readonly kind: 'member' | 'rest' | 'total'
  readonly start: number
  readonly end: number
  readonly of: readonly number[]
}

/**
 * Contributions as steps: largest in size first, those after the first `limit` folded into one named by `rest`,
 * the whole change last. Members that moved nothing are left out; no rows give no steps.
 */
export function waterfallSteps(
  rows: readonly Contribution[],
  limit: number,
  names: { readonly rest: (members: number) => string; readonly total: string },
): Step[] {
  const moved = rows.map(({ label, contribution }, index) => ({ label, contribution, of: [index] }))
  const ranked = moved
    .filter(({ contribution }) => contribution !== 0)
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
  const shown = ranked.length === limit + 1 ? ranked : ranked.slice(0, limit)
  const folded = ranked.slice(shown.length)
  const total = sum(rows.map((row) => row.contribution))
  if (rows.length === 0) return []
  let reached = 0
  const steps = shown.map(({ label, contribution, of }): Step => {
    const start = reached
    reached += contribution
    return { label, kind: 'member', start, end: reached, of }
  })
  const rest = folded.flatMap(({ of }) => of)
  if (rest.length > 0)
    steps.push({ label: names.rest(rest.length), kind: 'rest', start: reached, end: total, of: rest })
  return [...steps, { label: names.total, kind: 'total', start: 0, end: total, of: [] }]
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** Steps from `waterfallSteps` with how they are coloured, highlighted and printed. */
export interface WaterfallChart {
  readonly steps: readonly Step[]
  /** Which direction is good news for the measure. */
  readonly good: 'up' | 'down'
  /** `meaning` colours good and bad, `direction` rise and fall as the reader's market does. */
  readonly colours: 'meaning' | 'direction'
  /** Labels of the members that the page is filtered by. */
  readonly highlighted: ReadonlySet<string>
  /** Prints a step's size with its sign, and what it is made of. */
  readonly print: (step: Step) => string
}

/** Height in pixels at which every bar has its row. */
export const waterfallHeight = (steps: readonly Step[]) => steps.length * row_height + 8

const row_height = 26

/** Where the row of a step lies, in pixels from the top of the chart. */
export const waterfallRow = (index: number) => ({ top: 4 + index * row_height, height: row_height })

/** Horizontal waterfall: names on the left, floating bars, sizes printed beside them. Pure. */
export function waterfallChart(chart: WaterfallChart, palette: Palette): EChartsOption {
  const { steps, highlighted } = chart
  const reach = steps.flatMap(({ start, end }) => [start, end])
  const least = Math.min(0, ...reach)
  const most = Math.max(0, ...reach)
  return {
    animation: false,
    textStyle: { fontFamily: palette.font, color: palette.ink, fontSize: 12 },
    grid: { left: 124, right: 96, top: 4, bottom: 4, outerBoundsMode: 'none' },
    tooltip: { trigger: 'axis', showContent: false },
    xAxis: {
      type: 'value',
      min: least,
      max: most === least ? least + 1 : most,
      axisLabel: { show: false },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: steps.map((step) => step.label),
      axisLine: { onZero: true, lineStyle: { color: palette.ink_soft } },
      axisTick: { show: false },
      axisLabel: {
        color: palette.ink,
        width: 116,
        overflow: 'truncate',
        interval: 0,
        align: 'left',
        margin: 120,
      },
      axisPointer: { type: 'shadow', shadowStyle: { color: palette.ink, opacity: 0.05 } },
    },
    series: [
      {
        id: 'steps',
        type: 'custom',
        encode: { x: [1, 2], y: 0 },
        data: steps.map((step, index) => [index, step.start, step.end]),
        renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
          const step = steps[params.dataIndex]!
          const quiet = highlighted.size > 0 && step.kind !== 'total' && !highlighted.has(step.label)
          return bar(chart, step, params, api, quiet ? 0.35 : 1, palette)
        },
      },
    ],
  }
}

function bar(
  chart: WaterfallChart,
  step: Step,
  params: CustomSeriesRenderItemParams,
  api: CustomSeriesRenderItemAPI,
  opacity: number,
  palette: Palette,
): CustomSeriesRenderItemReturn {
  const frame = params.coordSys as unknown as { x: number; width: number }
  const [from = 0, y = 0] = api.coord([step.start, params.dataIndex])
  const [to = 0] = api.coord([step.end, params.dataIndex])
  const height = 12
  const shape = { x: Math.min(from, to), y: y - height / 2, width: Math.max(1, Math.abs(to - from)), height }
  const last = params.dataIndex === chart.steps.length - 1
  const text = { text: chart.print(step), x: frame.x + frame.width + 8, y, verticalAlign: 'middle' } as const
  const strong = step.kind === 'total' ? 'bold ' : ''
  return {
    type: 'group',
    children: [
      { type: 'rect', shape, style: { fill: colour(step, chart, palette), opacity } },
      ...(last ? [] : [connector(to, y + height / 2, palette)]),
      { type: 'text', style: { ...text, fill: palette.ink, font: `${strong}12px ${palette.font}` } },
    ],
  } as CustomSeriesRenderItemReturn
}

function connector(x: number, y: number, palette: Palette) {
  return {
    type: 'line',
    shape: { x1: x, y1: y, x2: x, y2: y + row_height - 12 },
    style: { stroke: palette.ink_soft, lineWidth: 1, opacity: 0.6 },
  }
}

function colour(step: Step, { good, colours }: WaterfallChart, palette: Palette): string {
  if (step.kind === 'total') return palette.ink
  if (step.kind === 'rest') return palette.ink_soft
  const rises = step.end > step.start
  if (colours === 'direction') return rises ? palette.rise : palette.fall
  return rises === (good === 'up') ? palette.good : palette.bad
}
