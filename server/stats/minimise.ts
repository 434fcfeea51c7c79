/** A function to minimise and its gradient at a point; a point where the function has no value gives Infinity. */
export type Differentiable = (point: readonly number[]) => { value: number; gradient: readonly number[] }

/** Where a search ended. */
export interface Minimum {
  readonly point: readonly number[]
  readonly value: number
  readonly gradient: readonly number[]
  /** Whether the gradient has vanished: false when the search gave up on the way. */
  readonly converged: boolean
  readonly iterations: number
  /** The inverse curvature there, as the search came to know it. */
  readonly inverse: readonly (readonly number[])[]
}

/** When a search ends. */
export interface Patience {
  /** The gradient counts as vanished when no part of it exceeds this: f should be scaled to values of some units. */
  readonly tolerance?: number
  readonly iterations?: number
  /** Length that no step exceeds, so that a bad first guess does not jump onto a plateau. */
  readonly longest_step?: number
  /** A search that comes to a point with a part beyond this is given up: it is on its way to infinity. */
  readonly edge?: number
  /** The inverse curvature as a search of much the same function came to know it: far fewer steps are then needed. */
  readonly inverse?: readonly (readonly number[])[]
  /** Whether a search that gets stuck looks around, for hundreds of values: unless said, it does. */
  readonly looks_around?: boolean
}

/** Ten steps that gain less than this part of the value are a crawl along a valley without an end. */
const crawl = 1e-10

type Matrix = readonly (readonly number[])[]

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, each, i) => sum + each * b[i]!, 0)
const times = (matrix: Matrix, by: readonly number[]) => matrix.map((row) => dot(row, by))
const identity = (n: number) =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => +(i === j)))
const largest = (values: readonly number[]) => Math.max(...values.map(Math.abs))

/**
 * Local minimum by BFGS with a backtracking line search (Nocedal & Wright 2006, chapter 6). Starts downhill from `start`;
 * where it gets stuck before the gradient has vanished, Nelder–Mead looks around and BFGS goes on from there, once.
 */
export function minimise(f: Differentiable, start: readonly number[], patience: Patience = {}): Minimum {
  const first = bfgs(f, start, patience)
  if (
    first.converged ||
    patience.looks_around === false ||
    largest(first.point) > (patience.edge ?? Infinity)
  )
    return first
  const from = Number.isFinite(first.value) ? first.point : start
  const second = bfgs(
    f,
    nelderMead((point) => f(point).value, from, { iterations: 50 * start.length }).point,
    patience,
  )
  const iterations = first.iterations + second.iterations
  return { ...(second.value <= first.value || second.converged ? second : first), iterations }
}

function bfgs(f: Differentiable, start: readonly number[], patience: Patience): Minimum {
  const { tolerance = 1e-7, iterations = 300, longest_step = 5, edge = Infinity } = patience
  let inverse: Matrix = patience.inverse ?? identity(start.length)
  let here = { point: start, ...f(start) }
  let value_before = Infinity
  let nth = 0
  const ended = (converged: boolean): Minimum => ({ ...here, converged, iterations: nth, inverse })
  for (; nth < iterations; nth += 1) {
    if (hasVanished(here, tolerance)) return ended(true)
    if (largest(here.point) > edge) return ended(false)
    if (nth % 10 === 0) {
      if (value_before - here.value <= crawl * Math.max(1, Math.abs(here.value))) break
      value_before = here.value
    }
    let direction = times(inverse, here.gradient).map((each) => -each)
    if (!(dot(direction, here.gradient) < 0)) {
      inverse = identity(start.length)
      direction = here.gradient.map((each) => -each)
    }
    const next = lineSearch(f, here, direction, longest_step)
    if (!next) break
    inverse = updated(inverse, here, next, nth === 0 && !patience.inverse)
    here = next
  }
  return ended(hasVanished(here, tolerance * 1e3))
}

interface Place {
  readonly point: readonly number[]
  readonly value: number
  readonly gradient: readonly number[]
}

function hasVanished({ value, gradient }: Place, tolerance: number): boolean {
  return Number.isFinite(value) && largest(gradient) <= tolerance
}

/** Halves the step until the value falls by a part of what the slope promises; null when no step does. */
function lineSearch(
  f: Differentiable,
  from: Place,
  direction: readonly number[],
  longest: number,
): Place | null {
  const slope = dot(direction, from.gradient)
  let step = Math.min(1, longest / Math.sqrt(dot(direction, direction)))
  for (let nth = 0; nth < 60; nth += 1, step /= nth < 5 ? 2 : 4) {
    const point = from.point.map((each, i) => each + step * direction[i]!)
    const next = { point, ...f(point) }
    const noise = 1e-13 * Math.abs(from.value)
    if (next.value <= from.value + 1e-4 * step * slope + noise && next.gradient.every(Number.isFinite))
      return next
  }
  return null
}

/** The approximate inverse Hessian after a step; left alone where the step saw no upward curvature. */
function updated(inverse: Matrix, before: Place, after: Place, isFirst: boolean): Matrix {
  const s = after.point.map((each, i) => each - before.point[i]!)
  const y = after.gradient.map((each, i) => each - before.gradient[i]!)
  const curvature = dot(s, y)
  if (!(curvature > 1e-12 * Math.sqrt(dot(s, s) * dot(y, y)))) return inverse
  const scale = isFirst ? curvature / dot(y, y) : 1
  const h = inverse.map((row) => row.map((each) => each * scale))
  const hy = times(h, y)
  const both = (1 + dot(y, hy) / curvature) / curvature
  return h.map((row, i) =>
    row.map((each, j) => each + both * s[i]! * s[j]! - (hy[i]! * s[j]! + s[i]! * hy[j]!) / curvature),
  )
}

/**
 * Local minimum without a gradient, by the simplex of Nelder & Mead (1965), its first one `size` wide. Ends when the
 * values at its corners differ by less than `tolerance` of their size.
 */
export function nelderMead(
  f: (point: readonly number[]) => number,
  start: readonly number[],
  { size = 0.5, tolerance = 1e-10, iterations = 200 * start.length } = {},
): { readonly point: readonly number[]; readonly value: number; readonly iterations: number } {
  const at = (point: readonly number[]) => ({ point, value: nanAsInfinity(f(point)) })
  const corners = [start, ...start.map((_, i) => start.map((each, j) => (i === j ? each + size : each)))].map(
    at,
  )
  let nth = 0
  for (; nth < iterations; nth += 1) {
    corners.sort((a, b) => a.value - b.value)
    const [best, worst, second] = [corners[0]!, corners.at(-1)!, corners.at(-2)!]
    if (worst.value - best.value <= tolerance * Math.max(1, Math.abs(best.value))) break
    const middle = start.map(
      (_, i) => corners.slice(0, -1).reduce((sum, { point }) => sum + point[i]!, 0) / start.length,
    )
    const along = (by: number) => at(middle.map((each, i) => each + by * (each - worst.point[i]!)))
    const mirrored = along(1)
    let replacement = mirrored
    if (mirrored.value < best.value) {
      const further = along(2)
      if (further.value < mirrored.value) replacement = further
    } else if (mirrored.value >= second.value) {
      replacement = mirrored.value < worst.value ? along(0.5) : along(-0.5)
    }
    if (replacement.value < worst.value) corners[corners.length - 1] = replacement
    else
      for (const [i, { point }] of corners.entries())
        if (i > 0) corners[i] = at(point.map((each, j) => (each + best.point[j]!) / 2))
  }
  corners.sort((a, b) => a.value - b.value)
  return { ...corners[0]!, iterations: nth }
}

const nanAsInfinity = (value: number) => (Number.isNaN(value) ? Infinity : value)

/**
 * Matrix of second derivatives at a point, by central differences of the gradient, symmetric; with half the work and to four
 * digits by differences from the gradient there, if that is given.
 */
export function hessian(
  f: Differentiable,
  point: readonly number[],
  gradient?: readonly number[],
): number[][] {
  const step = 1e-4
  const slopes = point.map((_, i) => {
    const moved = (by: number) => f(point.map((each, j) => (i === j ? each + by : each))).gradient
    const [up, down] = [moved(step), gradient ?? moved(-step)]
    return up.map((each, j) => (each - down[j]!) / (gradient ? step : 2 * step))
  })
  return slopes.map((row, i) => row.map((each, j) => (each + slopes[j]![i]!) / 2))
}

/** A function with its gradient by central differences, for functions whose derivatives nobody wants to write down. */
export function numerically(f: (point: readonly number[]) => number, step = 1e-5): Differentiable {
  return (point) => ({
    value: f(point),
    gradient: point.map((_, i) => {
      const moved = (by: number) => f(point.map((each, j) => (i === j ? each + by : each)))
      return (moved(step) - moved(-step)) / (2 * step)
    }),
  })
}
