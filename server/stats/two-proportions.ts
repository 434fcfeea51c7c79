import normalCdf from '@stdlib/stats-base-dists-normal-cdf'

/**
 * Share of the treated less share of the control: z and two-sided p of the pooled test, 95 % Wald interval with each arm's
 * own variance, and the difference as a part of the control's share (null when that is 0).
 */
export interface ProportionDifference {
  readonly difference: number
  readonly se: number
  readonly z: number | null
  readonly p: number
  readonly low: number
  readonly high: number
  readonly relative: number | null
}

const z_975 = 1.959963984540054

/** Compares two shares, each given as hits among n; null when one of the arms is empty. */
export function twoProportions(
  hits: number,
  n: number,
  control_hits: number,
  control_n: number,
): ProportionDifference | null {
  if (n < 1 || control_n < 1) return null
  const [share, base] = [hits / n, control_hits / control_n]
  const pooled = (hits + control_hits) / (n + control_n)
  const pooled_se = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / control_n))
  const se = Math.sqrt((share * (1 - share)) / n + (base * (1 - base)) / control_n)
  const difference = share - base
  const z = pooled_se > 0 ? difference / pooled_se : null
  return {
    ...{ difference, se, z },
    p: z === null ? 1 : 2 * normalCdf(-Math.abs(z), 0, 1),
    low: difference - z_975 * se,
    high: difference + z_975 * se,
    relative: base > 0 ? difference / base : null,
  }
}
