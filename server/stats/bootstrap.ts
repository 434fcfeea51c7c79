import { seededRandom } from './seeded-random.ts'
import type { Interval } from './wilson.ts'

/** How a bootstrap is drawn. */
export interface BootstrapOptions {
  readonly resamples?: number
  readonly seed?: number
  /** Share of the resamples that the interval holds. */
  readonly level?: number
}

/**
 * Percentile intervals of statistics of `n` rows, one for each number that `statistics` gives for row numbers drawn
 * with replacement. A resample whose statistic is not finite is left out of that interval; null when none is left.
 */
export function bootstrap(
  n: number,
  statistics: (rows: Int32Array) => readonly number[],
  { resamples = 1000, seed = 1, level = 0.95 }: BootstrapOptions = {},
): (Interval | null)[] {
  const random = seededRandom(seed)
  const rows = new Int32Array(n)
  const drawn = Array.from({ length: n > 0 ? resamples : 0 }, () => {
    for (let row = 0; row < n; row += 1) rows[row] = Math.floor(random() * n)
    return statistics(rows)
  })
  const [first = []] = drawn
  return first.map((_, nth) =>
    percentiles(
      drawn.map((values) => values[nth]!),
      level,
    ),
  )
}

function percentiles(values: readonly number[], level: number): Interval | null {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b)
  if (sorted.length === 0) return null
  return { low: quantile(sorted, (1 - level) / 2), high: quantile(sorted, (1 + level) / 2) }
}

/** The quantile of ascending values, interpolated between neighbours (type 7 of Hyndman and Fan). */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = share * (sorted.length - 1)
  const below = Math.floor(place)
  const next = sorted[Math.min(below + 1, sorted.length - 1)]!
  return sorted[below]! + (place - below) * (next - sorted[below]!)
}
