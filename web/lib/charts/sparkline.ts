/** A small line without axes, in a box of 100 × 100 with the origin at the top left. */
export interface Sparkline {
  /** SVG path of the line; a null value breaks it, a lone value is a dot. */
  readonly path: string
  /** SVG path of the last stretch, when the last bucket is not over; else empty. */
  readonly open_path: string
  /** Place of each value; null where there is none. */
  readonly places: readonly ({ readonly x: number; readonly y: number } | null)[]
  /** Height of the target; null without one. */
  readonly target_y: number | null
}

const inset = 8

/** Geometry of a sparkline whose last bucket touches the right edge. A flat or single value lies in the middle. */
export function sparkline(
  values: readonly (number | null)[],
  { target = null, unfinished = false }: { target?: number | null; unfinished?: boolean } = {},
): Sparkline {
  const known = values.filter((value) => value !== null)
  const seen = target === null ? known : [...known, target]
  const least = seen.reduce((a, b) => Math.min(a, b), Infinity)
  const most = seen.reduce((a, b) => Math.max(a, b), -Infinity)
  const y = (value: number) =>
    most === least ? 50 : inset + ((most - value) / (most - least)) * (100 - 2 * inset)
  const x = (index: number) => (values.length < 2 ? 100 : (index / (values.length - 1)) * 100)
  const places = values.map((value, index) => (value === null ? null : { x: x(index), y: y(value) }))
  const closed = unfinished ? places.slice(0, -1) : places
  return {
    path: path(closed),
    open_path: unfinished ? path(places.slice(-2)) : '',
    places,
    target_y: target === null || known.length === 0 ? null : y(target),
  }
}

function path(places: Sparkline['places']): string {
  const print = (value: number) => Number(value.toFixed(2))
  return places
    .map((place, index) => {
      if (place === null) return ''
      const starts = (places[index - 1] ?? null) === null
      const alone = starts && (places[index + 1] ?? null) === null
      return `${starts ? 'M' : 'L'}${print(place.x)} ${print(place.y)}${alone ? 'h0' : ''}`
    })
    .join('')
}
