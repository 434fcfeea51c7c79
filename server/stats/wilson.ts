/** A range and how sure it is; bounds of a share are 0–1. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** 97.5 % quantile of the normal distribution: half of a 95 % interval lies this many standard errors away. */
export const z_95 = 1.959963984540054

/**
 * Wilson's score interval of a share, 95 % unless another `z` is given; null without observations.
 * Source: Wilson (1927), without continuity correction.
 */
export function wilson(hits: number, n: number, z = z_95): Interval | null {
  if (!(n > 0)) return null
  const middle = (hits + (z * z) / 2) / (n + z * z)
  const half = (z * Math.sqrt((hits * (n - hits)) / n + (z * z) / 4)) / (n + z * z)
  return { low: hits === 0 ? 0 : middle - half, high: hits === n ? 1 : middle + half }
}
