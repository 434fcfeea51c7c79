import type { Palette } from './palette.ts'

/** A value with its interval; without one only the value is drawn. */
export interface Reading {
  readonly value: number
  readonly low: number | null
  readonly high: number | null
}

/** How a reading is drawn: filled for the main one, hollow for another beside it, dashed where the evidence is weaker. */
export type ReadingStyle = 'filled' | 'hollow' | 'dashed'

/** Shapes of a reading on a horizontal scale: whisker with end ticks and a dot. */
export function intervalMark(
  { value, low, high }: Reading,
  {
    x,
    y,
    colour,
    style,
    palette,
  }: {
    readonly x: (value: number) => number
    readonly y: number
    readonly colour: string
    readonly style: ReadingStyle
    readonly palette: Palette
  },
) {
  const line = {
    stroke: colour,
    lineWidth: style === 'filled' ? 1.5 : 1,
    lineDash: style === 'dashed' ? [4, 3] : undefined,
  }
  const tick = (at: number) => ({
    type: 'line',
    shape: { x1: x(at), y1: y - 3, x2: x(at), y2: y + 3 },
    style: { ...line, lineDash: undefined },
  })
  const whisker =
    low === null || high === null
      ? []
      : [
          { type: 'line', shape: { x1: x(low), y1: y, x2: x(high), y2: y }, style: line },
          tick(low),
          tick(high),
        ]
  const dot = {
    type: 'circle',
    shape: { cx: x(value), cy: y, r: style === 'filled' ? 4 : 3 },
    style: style === 'filled' ? { fill: colour } : { fill: palette.paper, stroke: colour, lineWidth: 1.5 },
  }
  return [...whisker, dot]
}
