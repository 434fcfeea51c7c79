/** How long a number of runs took, in the unit of the runs. */
export interface Spread {
  readonly p50: number
  readonly p95: number
  readonly max: number
  readonly n: number
}

/** Half of the values are at most `p50`, 95 % at most `p95`. Throws without values. */
export function spreadOf(values: readonly number[]): Spread {
  return { p50: atShare(values, 0.5), p95: atShare(values, 0.95), max: atShare(values, 1), n: values.length }
}

/** The least of the values that at least this share of them do not exceed. Throws without values. */
export function atShare(values: readonly number[], share: number): number {
  if (values.length === 0) throw new Error('no values')
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!
}
