import digamma from '@stdlib/math-base-special-digamma'
import quantile from '@stdlib/stats-base-dists-normal-quantile'
import type { GammaGamma } from './gamma-gamma.ts'
import { countAt, meanOf, meanSquareOf } from './purchases-ahead.ts'

/** The sum of n purchases, n above zero: mean and standard deviation of its logarithm, taken as normal. */
export interface LogSum {
  readonly mean: number
  readonly spread: number
  /** Probability of any purchase by a buyer who has not left. */
  readonly any: number
}

/**
 * What a buyer with `x` repeat purchases who has not left and buys again will spend in all, in units of gamma + x × mean spend.
 * The number of purchases (given by its tails) and the amounts are brought to a lognormal by their first two moments, the
 * buyer's own unknown mean by the moments of its logarithm, which exist whatever the parameters.
 */
export function logSum({ p, q }: Pick<GammaGamma, 'p' | 'q'>, x: number, tails: Float64Array): LogSum {
  const any = tails[0] ?? 0
  if (any === 0) return { mean: 0, spread: 0, any: 0 }
  const first = (p * meanOf(tails)) / any
  const second = (p * p * meanSquareOf(tails)) / any + first
  const variance = Math.log(second / (first * first))
  const shape = p * x + q
  return {
    mean: Math.log(first) - variance / 2 - digamma(shape),
    spread: Math.sqrt(variance + trigamma(shape)),
    any,
  }
}

/** The spend that is not exceeded with probability `level`, for a buyer who has not left with probability `alive`. */
export function spendAt(level: number, alive: number, { mean, spread, any }: LogSum): number {
  const buys = alive * any
  if (level <= 1 - buys) return 0
  return Math.exp(mean + spread * quantile(1 - (1 - level) / buys, 0, 1))
}

/** What a buyer who has not left will spend, in units of gamma + x × mean spend. */
export interface SpendAhead {
  /** The probabilities of at least 1, 2, 3, … purchases. */
  readonly tails: Float64Array
  readonly sum: LogSum
  /** Expected spend per purchase. */
  readonly usual: number
}

/** What a buyer with `x` repeat purchases who has not left will spend in the time that the tails are for. */
export function spendAhead(model: Pick<GammaGamma, 'p' | 'q'>, x: number, tails: Float64Array): SpendAhead {
  return { tails, sum: logSum(model, x, tails), usual: model.p / (model.p * x + model.q - 1) }
}

/**
 * The spend that a buyer who has not left with probability `alive` keeps to with 95 % probability, lower limit first. A lognormal
 * does not see the few heavy buyers who soon leave: the lower limit is at most what the fewest purchases come to.
 */
export function spendLimits(alive: number, { tails, sum, usual }: SpendAhead): readonly [number, number] {
  const low = Math.min(spendAt(0.025, alive, sum), countAt(0.025, alive, tails) * usual)
  return [low, spendAt(0.975, alive, sum)]
}

/** Derivative of the digamma function for positive x: recurrence up to 6, then the asymptotic series (error below 1e-9). */
export function trigamma(x: number): number {
  let sum = 0
  let y = x
  for (; y < 6; y += 1) sum += 1 / (y * y)
  const z = 1 / (y * y)
  return sum + 1 / y + z / 2 + (z / y) * (1 / 6 - z * (1 / 30 - z * (1 / 42 - z * (1 / 30 - (z * 5) / 66))))
}
