import { moments } from './moments.ts'
import { welch } from './welch.ts'

/** People who would be targeted together: both arms with count, sum and sum of squares of the outcome. */
export interface QiniCell {
  readonly treated: number
  readonly treated_sum: number
  readonly treated_squares: number
  readonly controls: number
  readonly control_sum: number
  readonly control_squares: number
}

/** The gain when the first cells are targeted: share of all treated, gain so far and its 95 % interval (null if unknown). */
export interface QiniPoint {
  readonly share: number
  readonly gain: number
  readonly low: number | null
  readonly high: number | null
}

/** A Qini curve, the gain of targeting everyone, and how much the order is worth. */
export interface Qini {
  /** From nobody to everybody. */
  readonly points: readonly QiniPoint[]
  readonly total: number
  /** Area between the curve and the straight line of targeting by chance, in outcome per treated person. */
  readonly coefficient: number
}

/**
 * Qini curve (Radcliffe 2007) over cells in the order in which they would be targeted: after each cell the outcome of the
 * treated so far less that of the controls so far, scaled to as many; a single person is a cell of one. While there is
 * no control the control's part is 0, as in the published code. Null without treated or without controls.
 */
export function qini(cells: readonly QiniCell[]): Qini | null {
  const everyone = cells.reduce(add, nobody)
  if (everyone.treated === 0 || everyone.controls === 0) return null
  let so_far = nobody
  const points: QiniPoint[] = [{ share: 0, gain: 0, low: 0, high: 0 }]
  for (const cell of cells) {
    so_far = add(so_far, cell)
    points.push(pointOf(so_far, everyone.treated))
  }
  const total = points.at(-1)!.gain
  return { points, total, coefficient: (area(points) - total / 2) / everyone.treated }
}

function pointOf(sums: QiniCell, treated: number): QiniPoint {
  const { controls, control_sum } = sums
  const gain = sums.treated_sum - (controls > 0 ? (control_sum * sums.treated) / controls : 0)
  const both = [
    moments(sums.treated, sums.treated_sum, sums.treated_squares),
    moments(controls, control_sum, sums.control_squares),
  ]
  const found = both[0] && both[1] ? welch(both[0], both[1]) : null
  const times = (bound: number | null | undefined) => (bound == null ? null : bound * sums.treated)
  return { share: sums.treated / treated, gain, low: times(found?.low), high: times(found?.high) }
}

function area(points: readonly QiniPoint[]): number {
  return points.reduce((sum, { share, gain }, at) => {
    const before = points[at - 1]
    return before ? sum + ((share - before.share) * (gain + before.gain)) / 2 : sum
  }, 0)
}

const nobody: QiniCell = {
  ...{ treated: 0, treated_sum: 0, treated_squares: 0 },
  ...{ controls: 0, control_sum: 0, control_squares: 0 },
}

function add(one: QiniCell, other: QiniCell): QiniCell {
  return {
    treated: one.treated + other.treated,
    treated_sum: one.treated_sum + other.treated_sum,
    treated_squares: one.treated_squares + other.treated_squares,
    controls: one.controls + other.controls,
    control_sum: one.control_sum + other.control_sum,
    control_squares: one.control_squares + other.control_squares,
  }
}
