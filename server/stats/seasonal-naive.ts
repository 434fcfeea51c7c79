import tQuantile from '@stdlib/stats-base-dists-t-quantile'

/** Fewer runs than this say too little about how far off the forecast was. */
const fewest_runs = 28

/**
 * Half of the 95 % interval of a seasonal-naive forecast for the sum of `days` days: the root mean square of what it was
 * off by over every run of as many days so far, times Student's t for as many runs as do not overlap, at least three.
 * `errors` are the past days' actual value less the value of the day they repeat. Null when there are too few runs.
 */
export function naiveHalfWidth(errors: readonly number[], days: number): number | null {
  const runs = errors.length - days + 1
  if (days < 1 || runs < fewest_runs) return null
  let sum = errors.slice(0, days).reduce((total, error) => total + error, 0)
  let squares = sum * sum
  for (let end = days; end < errors.length; end += 1) {
    sum += errors[end]! - errors[end - days]!
    squares += sum * sum
  }
  const freedom = Math.max(3, Math.floor(errors.length / days))
  return tQuantile(0.975, freedom) * Math.sqrt(squares / runs)
}
