/** What is known of a sample without its values: how many, their mean, and their variance over n − 1 (null below two). */
export interface Moments {
  readonly n: number
  readonly mean: number
  readonly variance: number | null
}

/** Moments out of a count, a sum and a sum of squares; null for an empty sample or sums that are not known. */
export function moments(n: number | null, sum: number | null, squares: number | null): Moments | null {
  if (n === null || sum === null || squares === null || n < 1) return null
  const variance = n > 1 ? Math.max(0, squares - (sum * sum) / n) / (n - 1) : null
  return { n, mean: sum / n, variance: variance !== null && isNoise(variance, squares / n) ? 0 : variance }
}

/** What is left when equal numbers are subtracted is rounding, not spread. */
function isNoise(variance: number, mean_square: number): boolean {
  return variance <= 1e-13 * mean_square
}
