import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams, EChartsOption } from 'echarts'
import { intervalMark } from './interval-mark.ts'
import type { Reading, ReadingStyle } from './interval-mark.ts'
import type { Palette } from './palette.ts'
import { roundTicks } from './round-ticks.ts'

/** What an interval says: it lies above zero, below it, holds it, or is no experiment. */
export type Tone = 'good' | 'bad' | 'unclear' | 'weak'

/** One line of a forest plot: its reading, and perhaps a second one beside it. A null reading leaves the line empty. */
export interface ForestRow {
  readonly label: string
  readonly reading: Reading | null
  readonly beside?: Reading | null
  readonly tone: Tone
}

/** Rows from top to bottom, how a reading is printed, and the rows that stand out. */
export interface ForestChart {
  readonly rows: readonly ForestRow[]
  readonly print: (row: ForestRow) => string
  readonly axis: (value: number) => string
  readonly highlighted: ReadonlySet<number>
  /** Room for the names on the left and the printed values on the right, in pixels. */
  readonly room?: { readonly left: number; readonly right: number }
}

const row_height = 24

/** Height in pixels at which every row has its line, with the axis below. */
export const forestHeight = (rows: readonly unknown[]) => rows.length * row_height + 30

/** Forest plot: names, intervals around the zero line, values printed on the right. Pure. */
export function forestChart(chart: ForestChart, palette: Palette): EChartsOption {
  const { rows, room = { left: 132, right: 150 } } = chart
  const [least, most] = reach(rows)
  const margin = (most - least || 1) * 0.04
  const ticks = roundTicks(least, most).filter((tick) => tick === 0 || chart.axis(tick) !== chart.axis(0))
  return {
    animation: false,
    textStyle: { fontFamily: palette.font, color: palette.ink, fontSize: 12 },
    grid: { left: room.left, right: room.right, top: 2, bottom: 26, outerBoundsMode: 'none' },
    tooltip: { trigger: 'axis', showContent: false },
    xAxis: {
      type: 'value',
      min: least - margin,
      max: most + margin,
      axisTick: { customValues: ticks },
      axisLabel: {
        color: palette.ink_soft,
        formatter: chart.axis,
        customValues: ticks,
      },
      splitLine: { show: false },
      axisPointer: { show: false },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ label }) => label),
      axisLine: { onZero: true, lineStyle: { color: palette.ink_soft } },
      axisTick: { show: false },
      axisLabel: {
        ...{ color: palette.ink, width: room.left - 10, overflow: 'truncate', interval: 0 },
        ...{ align: 'left', margin: room.left - 4 },
      },
      axisPointer: { type: 'shadow', shadowStyle: { color: palette.ink, opacity: 0.05 } },
    },
    series: [
      {
        id: 'readings',
        type: 'custom',
        encode: { x: 1, y: 0 },
        data: rows.map(({ reading }, index) => [index, reading?.value ?? 0]),
        renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) =>
          line(chart, params, api, palette) as never,
      },
    ],
  }
}

function line(
  chart: ForestChart,
  params: CustomSeriesRenderItemParams,
  api: CustomSeriesRenderItemAPI,
  palette: Palette,
) {
  const index = params.dataIndex
  const row = chart.rows[index]!
  const frame = params.coordSys as unknown as { x: number; width: number }
  const y = api.coord([0, index])[1]!
  const x = (value: number) => api.coord([value, index])[0]!
  const is_quiet = chart.highlighted.size > 0 && !chart.highlighted.has(index)
  const mark = (reading: Reading | null | undefined, style: ReadingStyle, shift: number) =>
    reading
      ? intervalMark(reading, { x, y: y + shift, colour: toneColour(row.tone, palette), style, palette })
      : []
  const text = { text: chart.print(row), x: frame.x + frame.width + 10, y, verticalAlign: 'middle' as const }
  return {
    type: 'group',
    children: [
      ...mark(row.reading, row.tone === 'weak' ? 'dashed' : 'filled', row.beside ? -4 : 0),
      ...mark(row.beside, 'hollow', 5),
      {
        type: 'text',
        style: { ...text, fill: is_quiet ? palette.ink_soft : palette.ink, font: `12px ${palette.font}` },
      },
    ].map((shape) =>
      is_quiet && shape.type !== 'text' ? { ...shape, style: { ...shape.style, opacity: 0.45 } } : shape,
    ),
  }
}

/** The colour that says what an interval means. */
export function toneColour(tone: Tone, palette: Palette): string {
  return { good: palette.good, bad: palette.bad, unclear: palette.ink_soft, weak: palette.compare }[tone]
}

function reach(rows: readonly ForestRow[]): [number, number] {
  const ends = rows.flatMap(({ reading, beside }) =>
    [reading, beside].flatMap((one) => (one ? [one.value, one.low ?? one.value, one.high ?? one.value] : [])),
  )
  return [Math.min(0, ...ends), Math.max(0, ...ends)]
}
