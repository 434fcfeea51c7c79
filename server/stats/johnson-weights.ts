import { EigenvalueDecomposition, Matrix } from 'ml-matrix'

/** How much of what is explained each predictor explains. */
export interface RelativeWeights {
  /** In the order of the predictors; none is negative and they add up to `r_squared`. */
  readonly weights: readonly number[]
  readonly r_squared: number
}

/** Below this part of the largest eigenvalue a direction holds nothing but rounding. */
const negligible = 1e-10

/**
 * Johnson's relative weights (2000) from the correlations among predictors and of each with the outcome. Predictors
 * that say the same share their weight evenly. Constant predictors have no correlations: leave them out before.
 */
export function johnsonWeights(
  among: readonly (readonly number[])[],
  with_outcome: readonly number[],
): RelativeWeights {
  if (among.length === 0) return { weights: [], r_squared: 0 }
  const { realEigenvalues, eigenvectorMatrix: axes } = new EigenvalueDecomposition(
    new Matrix(among.map((row) => [...row])),
    { assumeSymmetric: true },
  )
  const floor = Math.max(...realEigenvalues) * negligible
  const kept = realEigenvalues.map((value) => (value > floor ? value : 0))
  const back = axes.transpose()
  const onAxes = (scale: (value: number) => number) =>
    axes.mmul(Matrix.diag(kept.map((value) => (value > 0 ? scale(value) : 0)))).mmul(back)
  const loadings = onAxes(Math.sqrt)
  const slopes = onAxes((value) => 1 / Math.sqrt(value)).mmul(Matrix.columnVector([...with_outcome]))
  const weights = among.map((_, row) =>
    with_outcome.reduce(
      (sum, __, column) => sum + (loadings.get(row, column) * slopes.get(column, 0)) ** 2,
      0,
    ),
  )
  return { weights, r_squared: weights.reduce((sum, weight) => sum + weight, 0) }
}
