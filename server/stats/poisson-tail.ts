import chiSquareCdf from '@stdlib/stats-base-dists-chisquare-cdf'

/** Probability of so many or more where so many are expected; 1 for none. Exact also far out in the tail. */
export function poissonAtLeast(count: number, expected: number): number {
  if (count <= 0 || expected === Infinity) return 1
  return expected > 0 ? chiSquareCdf(2 * expected, 2 * count) : 0
}

/** Probability of so many or fewer where so many are expected. */
export function poissonAtMost(count: number, expected: number): number {
  return 1 - poissonAtLeast(count + 1, expected)
}
