import type { BgNbd } from './bg-nbd.ts'
import { atLeast, meanOf } from './purchases-ahead.ts'

/** Periods of equal length to look ahead, and the part of its worth that money loses in each. */
export interface Horizon {
  readonly periods: number
  /** Length of a period in the model's unit of time. */
  readonly length: number
  readonly discount: number
}

/**
 * Expected purchases of a buyer who has not left after `x` repeat purchases in `age`, those of each period discounted from its end.
 * Times the probability of not having left, the expected spend and the margin, this is the customer's lifetime value.
 */
export function discountedPurchases(model: BgNbd, x: number, age: number, horizon: Horizon): number {
  let [before, sum] = [0, 0]
  for (let nth = 1; nth <= horizon.periods; nth += 1) {
    const until = meanOf(atLeast(model, x, age, nth * horizon.length))
    sum += (until - before) / (1 + horizon.discount) ** nth
    before = until
  }
  return sum
}
