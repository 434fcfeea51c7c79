import type { EChartsOption } from 'echarts'
import { intervalBand } from './interval-band.ts'
import type { Palette } from './palette.ts'
import { flags, hatch } from './time-marks.ts'
import type { TimeEvent } from './time-marks.ts'

/** One line: its name beside its end, its values by bucket (null is a gap), and whether others recede behind it. */
export interface Line {
  readonly name: string
  readonly values: readonly (number | null)[]
  readonly is_highlighted: boolean
  /** The interval of each value; drawn as a band where both limits are known. */
  readonly bounds?: readonly { readonly low: number | null; readonly high: number | null }[]
}

/** Several measures of one unit over the same buckets, most important first; at most eight are told apart. */
export interface LinesChart {
  readonly labels: readonly string[]
  readonly lines: readonly Line[]
  readonly events: readonly TimeEvent[]
  readonly unfinished: boolean
  readonly print: (value: number) => string
}

/** The colour of a line, by its place. */
export const lineColour = (place: number, palette: Palette) => palette.series[place % palette.series.length]!

/** Lines with their names at their ends and the bands of their intervals behind them. Pure. */
export function linesChart(
  { labels, lines, events, unfinished, print }: LinesChart,
  palette: Palette,
): EChartsOption {
  const some = lines.some(({ is_highlighted }) => is_highlighted)
  const named = namedAtEnd(lines)
  return {
    animation: false,
    textStyle: { fontFamily: palette.font, color: palette.ink_soft, fontSize: 12 },
    grid: { left: 4, right: 96, top: 30, bottom: 4, outerBoundsMode: 'same' },
    tooltip: { trigger: 'axis', showContent: false },
    xAxis: {
      type: 'category',
      data: [...labels],
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.hairline } },
      axisLabel: { color: palette.ink_soft, hideOverlap: true },
      axisPointer: { type: 'line', lineStyle: { color: palette.ink, width: 1, type: 'solid' } },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      splitLine: { lineStyle: { color: palette.hairline } },
      axisLabel: { color: palette.ink_soft, formatter: print },
      axisPointer: { show: false },
    },
    series: [
      ...(unfinished ? [hatch(labels.length - 1, palette)] : []),
      ...lines.flatMap(({ bounds = [] }, place) =>
        intervalBand(`band_${place}`, bounds, { color: lineColour(place, palette), opacity: 0.1 }),
      ),
      ...lines.map(({ name, values, is_highlighted }, place) => {
        const color = lineColour(place, palette)
        const opacity = some && !is_highlighted ? 0.3 : 1
        return {
          id: `line_${place}`,
          name,
          type: 'line' as const,
          silent: true,
          data: [...values],
          symbol: values.filter((value) => value !== null).length < 2 ? 'circle' : 'none',
          symbolSize: 5,
          itemStyle: { color },
          lineStyle: { color, width: is_highlighted ? 2.5 : 1.75, opacity },
          endLabel: {
            show: named.has(place),
            color,
            formatter: () => name,
            width: 88,
            overflow: 'truncate' as const,
            distance: 6,
          },
        }
      }),
      flags(events, palette),
    ],
  }
}

/** Lines that have room for their name at their end; the list beside the chart names them all. */
function namedAtEnd(lines: readonly Line[]): ReadonlySet<number> {
  const most = Math.max(...lines.flatMap(({ values }) => values.map((value) => value ?? 0)), 0)
  const taken: number[] = []
  const named = new Set<number>()
  for (const [place, { values }] of lines.entries()) {
    const end = values.at(-1) ?? values.at(-2) ?? null
    if (end === null || taken.some((other) => Math.abs(other - end) < most * 0.07)) continue
    taken.push(end)
    named.add(place)
  }
  return named
}
