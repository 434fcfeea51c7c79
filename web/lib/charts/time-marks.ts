import type {
  CustomSeriesOption,
  CustomSeriesRenderItemAPI,
  CustomSeriesRenderItemParams,
  CustomSeriesRenderItemReturn,
} from 'echarts'
import type { Palette } from './palette.ts'

/** Something that happened: drawn as a flag. `at` is a bucket index with its fraction, 2.5 being the middle of the third. */
export interface TimeEvent {
  readonly at: number
  readonly label: string
  /** Its name is worth room on the chart. */
  readonly major: boolean
}

type Series = CustomSeriesOption
type Frame = { x: number; y: number; width: number; height: number }
type Draw = (frame: Frame, place: (at: number) => number, index: number) => CustomSeriesRenderItemReturn

/** Marks at places of the time axis. They have no value, so that the value axis takes no notice of them. */
function drawn(id: string, places: readonly number[], draw: Draw): Series {
  return {
    id,
    type: 'custom',
    silent: true,
    z: 1,
    tooltip: { show: false },
    data: places.map((at) => [Math.floor(at), null]),
    renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
      const frame = params.coordSys as unknown as Frame
      const width = Number((api.size?.([1, 0]) as number[])[0])
      const place = (at: number) => Number(api.coord([Math.floor(at), 0])[0]) + (at % 1) * width - width / 2
      return draw(frame, place, params.dataIndex)
    },
  } as unknown as Series
}

/** Hatches the ground of a bucket that is not over. */
export function hatch(last: number, palette: Palette): Series {
  return drawn('hatch', [last], ({ x, y, width, height }, place) => {
    const left = Math.max(x, place(last))
    const right = Math.min(x + width, 2 * place(last + 0.5) - place(last))
    return {
      type: 'path',
      shape: { pathData: diagonals(left, y, right - left, height) },
      style: { fill: 'none', stroke: palette.hairline, lineWidth: 1 },
    }
  })
}

function diagonals(x: number, y: number, width: number, height: number): string {
  const strokes: string[] = []
  for (let offset = 6; offset < width + height; offset += 6) {
    const start = [x + Math.max(0, offset - height), y + Math.min(height, offset)]
    const end = [x + Math.min(width, offset), y + Math.max(0, offset - width)]
    strokes.push(`M${start.join(' ')}L${end.join(' ')}`)
  }
  return strokes.join('') || `M${x} ${y}`
}

/** Flags on top of the plot, in the order of time; a major one stands higher and has its name where there is room. */
export function flags(events: readonly TimeEvent[], palette: Palette): Series {
  return drawn(
    'events',
    events.map((event) => event.at),
    (frame, place, index) => {
      const event = events[index]!
      const x = place(event.at)
      const next = events.find(({ at, major }, other) => other > index && major && at > event.at)
      const room = (next ? place(next.at) : frame.x + frame.width) - x - 14
      return { type: 'group', children: flag(x, frame.y, event, room, palette) } as never
    },
  )
}

function flag(x: number, bottom: number, { label, major }: TimeEvent, room: number, palette: Palette) {
  const top = bottom - (major ? 26 : 12)
  const points = [
    [x, top],
    [x + 7, top + 3.5],
    [x, top + 7],
  ]
  const name = { text: label, x: x + 11, y: top - 3, width: room, overflow: 'truncate' } as const
  return [
    {
      type: 'line',
      shape: { x1: x, y1: top, x2: x, y2: bottom },
      style: { stroke: palette.attention, lineWidth: 1 },
    },
    { type: 'polygon', shape: { points }, style: { fill: palette.attention } },
    ...(major && room > 28
      ? [{ type: 'text', style: { ...name, fill: palette.ink_soft, font: `11px ${palette.font}` } }]
      : []),
  ]
}
