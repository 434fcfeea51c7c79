/** A Shewhart chart: what is plotted, its centre, and for each point its standard deviation and three-sigma limits. */
export interface ControlChart {
  readonly values: readonly number[]
  readonly center: number
  readonly sigma: readonly number[]
  readonly lower: readonly number[]
  readonly upper: readonly number[]
}

/**
 * `p` share of `sizes` items, `c` count per bucket (sizes are not looked at), `u` count per unit of `sizes`.
 */
export type AttributeChart = 'p' | 'c' | 'u'

/** d₂ of two neighbours: the mean range of two normal values, as printed in the tables (to three decimals). */
export const d2_of_two = 1.128

/**
 * Attribute chart of counts. Centre from the points of the baseline (all when there is none): Σ counts / Σ sizes.
 * `widened` multiplies the standard deviation (Laney). Lower limits end at 0, upper limits of `p` at 1.
 * Sizes must be positive. Source: Montgomery, Introduction to Statistical Quality Control.
 */
export function attributeChart(
  kind: AttributeChart,
  counts: readonly number[],
  sizes: readonly number[],
  baseline: readonly boolean[] = [],
  widened = 1,
): ControlChart {
  const size = (nth: number) => (kind === 'c' ? 1 : sizes[nth]!)
  const kept = counts.map((_, nth) => nth).filter((nth) => baseline[nth] ?? true)
  const center = sum(kept.map((nth) => counts[nth]!)) / sum(kept.map(size))
  const variance = kind === 'p' ? center * (1 - center) : center
  const sigma = counts.map((_, nth) => widened * Math.sqrt(variance / size(nth)))
  const values = counts.map((count, nth) => count / size(nth))
  return withLimits(values, center, sigma, 0, kind === 'p' ? 1 : Infinity)
}

/**
 * Chart of single measurements (XmR): limits at three times mean moving range / 1.128 around the mean, both taken from
 * the baseline (all points when there is none). Limits are not clipped unless a floor is given.
 */
export function individualsChart(
  values: readonly number[],
  baseline: readonly boolean[] = [],
  floor = -Infinity,
): ControlChart {
  const kept = values.filter((_, nth) => baseline[nth] ?? true)
  const sigma = movingSigma(kept) ?? 0
  return withLimits(
    values,
    sum(kept) / kept.length,
    values.map(() => sigma),
    floor,
    Infinity,
  )
}

/** Mean distance between neighbours / 1.128: short-term standard deviation; null for fewer than two values. */
export function movingSigma(values: readonly number[]): number | null {
  if (values.length < 2) return null
  const ranges = values.slice(1).map((value, nth) => Math.abs(value - values[nth]!))
  return sum(ranges) / ranges.length / d2_of_two
}

function withLimits(
  values: readonly number[],
  center: number,
  sigma: readonly number[],
  floor: number,
  ceiling: number,
): ControlChart {
  return {
    values,
    center,
    sigma,
    lower: sigma.map((one) => Math.max(floor, center - 3 * one)),
    upper: sigma.map((one) => Math.min(ceiling, center + 3 * one)),
  }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
