/** Sums over people of a part and of the whole it is part of, of their squares and of their product. */
export interface RatioSums {
  readonly n: number
  readonly part: number
  readonly whole: number
  readonly part_squares: number
  readonly whole_squares: number
  readonly products: number
}

/** A ratio of two sums with its 95 % interval; the interval is null with fewer than two people. */
export interface Ratio {
  readonly ratio: number
  readonly low: number | null
  readonly high: number | null
}

const z_975 = 1.959963984540054

/** Σ part / Σ whole with the interval of the ratio estimator (linearised), never below 0; null when the whole is not positive. */
export function ratioOfSums(sums: RatioSums): Ratio | null {
  const { n, part, whole, part_squares, whole_squares, products } = sums
  if (n < 1 || !(whole > 0)) return null
  const ratio = part / whole
  if (n < 2) return { ratio, low: null, high: null }
  const residuals = part_squares - 2 * ratio * products + ratio ** 2 * whole_squares
  const half = (z_975 * Math.sqrt((n / (n - 1)) * Math.max(0, residuals))) / whole
  return { ratio, low: Math.max(0, ratio - half), high: ratio + half }
}
