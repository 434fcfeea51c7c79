import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import tCdf from '@stdlib/stats-base-dists-t-cdf'
import tQuantile from '@stdlib/stats-base-dists-t-quantile'
import type { Moments } from './moments.ts'

/**
 * Treated less control, in the unit of the values: standard error, t, degrees of freedom, two-sided p and 95 % interval.
 * Everything but the difference is null where a variance is not known; t and df are null where nothing varies.
 */
export interface Difference {
  readonly difference: number
  readonly se: number | null
  readonly t: number | null
  readonly df: number | null
  readonly p: number | null
  readonly low: number | null
  readonly high: number | null
}

/** Difference of two means without assuming equal variances (Welch 1947, degrees of freedom after Satterthwaite). */
export function welch(treated: Moments, control: Moments): Difference {
  const difference = treated.mean - control.mean
  if (treated.variance === null || control.variance === null) return unknownSpread(difference)
  return differenceOf(difference, [
    { variance: treated.variance / treated.n, df: treated.n - 1 },
    { variance: control.variance / control.n, df: control.n - 1 },
  ])
}

/** A part of the variance of an estimate, and the degrees of freedom with which it is known; infinite when it is known for certain. */
export interface VariancePart {
  readonly variance: number
  readonly df: number
}

/** An estimate whose variance is the sum of independently estimated parts. */
export function differenceOf(difference: number, parts: readonly VariancePart[]): Difference {
  const variance = parts.reduce((sum, part) => sum + part.variance, 0)
  const spread = parts.reduce((sum, part) => sum + (part.variance > 0 ? part.variance ** 2 / part.df : 0), 0)
  if (!(variance > 0))
    return {
      difference,
      se: 0,
      t: null,
      df: null,
      p: difference === 0 ? 1 : 0,
      low: difference,
      high: difference,
    }
  const se = Math.sqrt(variance)
  const df = variance ** 2 / spread
  const t = difference / se
  const half = (df === Infinity ? z_975 : tQuantile(0.975, df)) * se
  const tail = df === Infinity ? normalCdf(-Math.abs(t), 0, 1) : tCdf(-Math.abs(t), df)
  return {
    ...{ difference, se, t, df },
    ...{ p: 2 * tail, low: difference - half, high: difference + half },
  }
}

const z_975 = 1.959963984540054

/** A difference of which nothing more is known. */
export function unknownSpread(difference: number): Difference {
  return { difference, se: null, t: null, df: null, p: null, low: null, high: null }
}
