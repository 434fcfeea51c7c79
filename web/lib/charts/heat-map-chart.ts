import type { CustomSeriesRenderItemAPI, EChartsOption } from 'echarts'
import type { Palette } from './palette.ts'

/** One cell by the index of its row and column. A null value is drawn as paper. */
export interface HeatCell {
  readonly row: number
  readonly column: number
  readonly value: number | null
  /** What is printed in the cell. */
  readonly text: string
  /** A second, quieter line. */
  readonly note?: string
  /** The cell is drawn faintly, for instance because another one is chosen. */
  readonly faint?: boolean
}

/** Cells in the order in which the arrow keys walk over them; the first row is drawn on top. */
export interface HeatMapChart {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly cells: readonly HeatCell[]
  /**
   * `sequential` shades from zero to the largest value; `diverging` shades both ways from zero to the value furthest
   * from it.
   */
  readonly scale: 'sequential' | 'diverging'
  /** What the rows and the columns are. */
  readonly row_name?: string
  readonly column_name?: string
  /** Widest row label in pixels. */
  readonly label_width?: number
  /** Widest column label in pixels; a longer one goes over several lines. */
  readonly column_width?: number
}

/** Rows against columns, one hue, the value printed in each cell. Pure; each datum carries its index as `stop`. */
export function heatMapChart(chart: HeatMapChart, palette: Palette): EChartsOption {
  const { rows, columns, cells, row_name, column_name, label_width = 120, column_width } = chart
  const most = Math.max(0, ...cells.map(({ value }) => Math.abs(value ?? 0)))
  const axis = {
    type: 'category' as const,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
  }
  return {
    animation: false,
    textStyle: { fontFamily: palette.font, color: palette.ink, fontSize: 12 },
    grid: {
      left: row_name ? 24 : 4,
      right: 4,
      top: 4,
      bottom: column_name ? 24 : 4,
      outerBoundsMode: 'same',
    },
    xAxis: {
      ...axis,
      data: [...columns],
      axisLabel: {
        ...{ color: palette.ink_soft, interval: 0, lineHeight: 15, hideOverlap: false },
        ...(column_width !== undefined && { width: column_width, overflow: 'break' as const }),
      },
      ...named(column_name, palette),
    },
    yAxis: {
      ...axis,
      data: [...rows],
      inverse: true,
      axisLabel: {
        color: palette.ink_soft,
        interval: 0,
        lineHeight: 15,
        width: label_width,
        overflow: 'truncate',
      },
      ...named(row_name, palette),
    },
    series: [
      {
        id: 'cells',
        type: 'custom',
        encode: { x: 0, y: 1 },
        data: cells.map(({ row, column, value }, stop) => ({ value: [column, row, value ?? NaN], stop })),
        renderItem: ({ dataIndex }, api) => {
          const cell = cells[dataIndex]!
          return drawn(cell, shade(cell.value, most, chart.scale, palette), palette, api)
        },
      },
    ],
  }
}

function named(name: string | undefined, palette: Palette) {
  if (!name) return {}
  return { name, nameLocation: 'middle' as const, nameTextStyle: { color: palette.ink_soft, fontSize: 12 } }
}

function drawn(
  { row, column, text, note, faint }: HeatCell,
  fill: string,
  palette: Palette,
  api: CustomSeriesRenderItemAPI,
) {
  const [x = 0, y = 0] = api.coord([column, row])
  const [width = 0, height = 0] = api.size!([1, 1]) as number[]
  const ink = readableOn(fill, palette)
  const shape = { x: x - width / 2 + 1, y: y - height / 2 + 1, width: width - 2, height: height - 2, r: 2 }
  const written = (label: string, dy: number, fontSize: number, fontWeight: number) => ({
    type: 'text' as const,
    silent: true,
    style: {
      text: label,
      x,
      y: y + dy,
      fill: ink,
      font: `${fontWeight} ${fontSize}px ${palette.font}`,
      align: 'center' as const,
      verticalAlign: 'middle' as const,
    },
  })
  const roomy = note !== undefined && height > 34
  return {
    type: 'group' as const,
    ...(faint && { style: { opacity: 0.4 } }),
    children: [
      {
        type: 'rect' as const,
        shape,
        style: { fill, opacity: faint ? 0.35 : 1 },
        emphasis: { style: { stroke: palette.ink, lineWidth: 2 } },
      },
      written(text, roomy ? -7 : 0, width < 48 ? 11 : 13, 600),
      ...(roomy ? [written(note, 9, 11, 400)] : []),
    ],
  }
}

/** The colour of a value: paper where there is none, otherwise mixed from the ends of the ramp in even steps. */
function shade(value: number | null, most: number, scale: HeatMapChart['scale'], palette: Palette): string {
  if (value === null || most === 0) return palette.sunk
  const share = Math.abs(value) / most
  if (scale === 'diverging') return mixed(palette.sunk, value < 0 ? palette.low : palette.high, share)
  const steps = palette.sequential
  const place = Math.sqrt(share) * (steps.length - 1)
  const at = Math.min(steps.length - 2, Math.floor(place))
  return mixed(steps[at]!, steps[at + 1]!, place - at)
}

function mixed(from: string, to: string, share: number): string {
  const [a, b] = [channels(from), channels(to)]
  return `#${a.map((one, nth) => hex(one + (b[nth]! - one) * share)).join('')}`
}

const channels = (colour: string) =>
  [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16))
const hex = (value: number) => Math.round(value).toString(16).padStart(2, '0')

/** Ink or paper, whichever stands out more. */
function readableOn(fill: string, { ink, paper }: Palette): string {
  const contrast = (colour: string) => {
    const [one, other] = [luminance(fill), luminance(colour)].sort((a, b) => b - a) as [number, number]
    return (one + 0.05) / (other + 0.05)
  }
  return contrast(ink) >= contrast(paper) ? ink : paper
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
