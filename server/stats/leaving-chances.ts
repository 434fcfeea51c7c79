import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import type { BgNbd } from './bg-nbd.ts'

/** A probability to leave after a purchase, and the part of the buyers that it stands for. */
export interface LeavingChance {
  readonly chance: number
  readonly weight: number
}

/** Stands for nobody ever leaving; not 0, so that it can be divided by. */
const never = 1e-8

/**
 * The probabilities to leave of buyers who have not left after `x` repeat purchases, a beta (a, b + x), as a few that stand for
 * all: what is a polynomial of them up to degree 2 `count` − 1 has the same mean (Gauss and Jacobi, after Golub & Welsch 1969).
 */
export function leavingChances({ a, b }: BgNbd, x: number, count: number): LeavingChance[] {
  if (a === 0) return [{ chance: never, weight: 1 }]
  const [low, high] = [a - 1, b + x - 1]
  const both = low + high
  const matrix = Matrix.zeros(count, count)
  for (let n = 0; n < count; n += 1) {
    const twice = 2 * n + both
    const middle = n === 0 ? (low - high) / (both + 2) : (low ** 2 - high ** 2) / (twice * (twice + 2))
    matrix.set(n, n, middle)
    if (n === 0) continue
    const rest = n === 1 ? 1 / (both + 3) : (n * (n + both)) / ((twice + 1) * (twice - 1))
    const beside = Math.sqrt(4 * (n + low) * (n + high) * rest) / twice
    matrix.set(n, n - 1, beside)
    matrix.set(n - 1, n, beside)
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, {
    assumeSymmetric: true,
  })
  return realEigenvalues.map((value, nth) => ({
    chance: (1 + value) / 2,
    weight: eigenvectorMatrix.get(0, nth) ** 2,
  }))
}
