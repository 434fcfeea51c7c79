import { moments } from './moments.ts'
import { unknownSpread, welch } from './welch.ts'
import type { Difference } from './welch.ts'

/** An arm as count and sums: of an outcome y, of a covariate x known before, of their squares and of their product. */
export interface ArmSums {
  readonly n: number
  readonly y: number
  readonly yy: number
  readonly x: number
  readonly xx: number
  readonly xy: number
}

/** A difference after the part that the covariate explains has been taken out. */
export interface Cuped extends Difference {
  /** Slope of the outcome on the covariate, both arms together; 0 when the covariate does not vary. */
  readonly theta: number
  /** Share of the variance of the difference that went away, 0 to 1; negative where the covariate did harm. */
  readonly variance_reduction: number | null
}

/**
 * Variance reduction by a covariate from before the experiment (Deng, Xu, Kohavi, Walker 2013): the outcome is replaced
 * by y − θ (x − mean of x), θ = cov(x, y) / var(x) over both arms together, and the means are compared after Welch.
 */
export function cuped(treated: ArmSums, control: ArmSums): Cuped {
  const n = treated.n + control.n
  const sum = (of: (arm: ArmSums) => number) => of(treated) + of(control)
  const mean_x = sum((arm) => arm.x) / n
  const sxx =
    moments(
      n,
      sum((arm) => arm.x),
      sum((arm) => arm.xx),
    )?.variance ?? 0
  const sxy = (sum((arm) => arm.xy) - mean_x * sum((arm) => arm.y)) / (n - 1)
  const theta = sxx > 0 ? sxy / sxx : 0
  const plain = compared(treated, control, 0, mean_x)
  const adjusted = compared(treated, control, theta, mean_x)
  return { ...adjusted, theta, variance_reduction: reduction(plain.se, adjusted.se) }
}

function compared(treated: ArmSums, control: ArmSums, theta: number, mean_x: number): Difference {
  const [a, b] = [treated, control].map((arm) => adjustedArm(arm, theta, mean_x))
  return a && b ? welch(a, b) : unknownSpread(NaN)
}

/** Moments of y − θ (x − mean of x) in one arm. */
function adjustedArm({ n, y, yy, x, xx, xy }: ArmSums, theta: number, mean_x: number) {
  if (n < 1) return null
  const mean = y / n - theta * (x / n - mean_x)
  if (n === 1) return { n, mean, variance: null }
  const centred = (product: number, one: number, other: number) => (product - (one * other) / n) / (n - 1)
  const variance = centred(yy, y, y) - 2 * theta * centred(xy, x, y) + theta ** 2 * centred(xx, x, x)
  return { n, mean, variance: variance <= 1e-13 * (yy / n) ? 0 : variance }
}

function reduction(before: number | null, after: number | null): number | null {
  return before === null || after === null || before === 0 ? null : 1 - (after / before) ** 2
}
