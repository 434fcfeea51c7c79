import tQuantile from '@stdlib/stats-base-dists-t-quantile'
import type { Moments } from '../../stats/moments.ts'

/** A mean with its 95 % t interval; no interval below two values, nothing below `min_n`. */
export function meanInterval(found: Moments | undefined, min_n: number) {
  if (!found || found.n < min_n) return { mean: null, low: null, high: null }
  const { n, mean, variance } = found
  if (variance === null) return { mean, low: null, high: null }
  const half = tQuantile(0.975, n - 1) * Math.sqrt(variance / n)
  return { mean, low: mean - half, high: mean + half }
}
