/** An item of an index: its mean and the ends of its scale. */
export interface IndexItem {
  readonly mean: number
  readonly weight: number
  readonly low: number
  readonly high: number
}

/** Σ weight × (mean − low) / (high − low) × 100. The weights are taken as they are: usually they add up to 1. */
export function weightedIndex(items: readonly IndexItem[]): number {
  return items.reduce(
    (sum, { mean, weight, low, high }) => sum + weight * ((mean - low) / (high - low)) * 100,
    0,
  )
}

/** Ratings of two items by the people who rated both: how many, the sum of the first, the second, and their products. */
export interface RatedTogether {
  readonly n: number
  readonly total: number
  readonly other_total: number
  readonly product: number
}

/**
 * Variance of the weighted index. `together(i, j)` gives the ratings of two items by the same people, of an item with
 * itself its own; null when nobody rated both. Items that different people rated vary independently. Null when an
 * item has fewer than two ratings.
 */
export function weightedIndexVariance(
  items: readonly IndexItem[],
  together: (one: number, other: number) => RatedTogether | null,
): number | null {
  const own = items.map((_, nth) => together(nth, nth)?.n ?? 0)
  if (own.some((n) => n < 2)) return null
  const scaled = items.map(({ weight, low, high }) => (100 * weight) / (high - low))
  let variance = 0
  items.forEach((_, one) => {
    items.forEach((__, other) => {
      const both = together(one, other)
      if (both === null || both.n < 2) return
      const covariance = (both.product - (both.total * both.other_total) / both.n) / (both.n - 1)
      variance += (scaled[one]! * scaled[other]! * covariance * both.n) / (own[one]! * own[other]!)
    })
  })
  return Math.max(0, variance)
}
