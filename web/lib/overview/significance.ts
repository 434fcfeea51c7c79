/** A value with its 95 % interval. */
export interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
}

/**
 * Interval of the difference a − b of two independent estimates from their own intervals (MOVER: Newcombe 1998,
 * Statistics in Medicine 17:873, method 10; Zou and Donner 2008). Estimates that share customers vary together, so
 * for them the interval is wider than it need be, never narrower.
 */
export function difference(a: Estimate, b: Estimate): Estimate {
  const value = a.value - b.value
  return {
    value,
    low: value - Math.hypot(a.value - a.low, b.high - b.value),
    high: value + Math.hypot(a.high - a.value, b.value - b.low),
  }
}

/** Whether two estimates differ: the 95 % interval of their difference leaves out zero. */
export function differs(a: Estimate, b: Estimate): boolean {
  const { low, high } = difference(a, b)
  return low > 0 || high < 0
}

const z = 1.959964

/** Wilson interval of a share of n. Null without n. */
export function shareOf(share: number, n: number): Estimate | null {
  if (n <= 0) return null
  const centre = share + z ** 2 / (2 * n)
  const reach = z * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2))
  const scale = 1 + z ** 2 / n
  return { value: share, low: (centre - reach) / scale, high: (centre + reach) / scale }
}

/** Score interval of a rate of events per `per` of exposure, the events taken as Poisson. Null without exposure. */
export function eventRate(events: number, exposure: number, per: number): Estimate | null {
  if (exposure <= 0) return null
  const centre = events + z ** 2 / 2
  const reach = z * Math.sqrt(events + z ** 2 / 4)
  const rate = (count: number) => (count / exposure) * per
  return { value: rate(events), low: rate(Math.max(0, centre - reach)), high: rate(centre + reach) }
}
