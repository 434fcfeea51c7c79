import { Matrix, SingularValueDecomposition } from 'ml-matrix'

/**
 * The average gain in R² that each predictor brings over all orders in which predictors can enter (LMG; Shapley
 * value), from the same correlations as `johnsonWeights`. Work doubles with every predictor: meant for up to ten.
 * Throws a `RangeError` above fifteen.
 */
export function shapleyWeights(
  among: readonly (readonly number[])[],
  with_outcome: readonly number[],
): readonly number[] {
  const count = with_outcome.length
  if (count > 15) throw new RangeError(`${count} predictors have too many orders`)
  const explained = Array.from({ length: 2 ** count }, (_, set) =>
    rSquared(among, with_outcome, members(set, count)),
  )
  return with_outcome.map((_, predictor) => {
    const own = 2 ** predictor
    return explained.reduce((sum, before, set) => {
      if (set & own) return sum
      return sum + orderShare(members(set, count).length, count) * (explained[set | own]! - before)
    }, 0)
  })
}

/** The share of all orders in which exactly a given set of `before` predictors stands before a given other one. */
function orderShare(before: number, count: number): number {
  let share = 1 / count
  for (let nth = 1; nth <= before; nth += 1) share *= nth / (count - nth)
  return share
}

const members = (set: number, count: number) =>
  Array.from({ length: count }, (_, nth) => nth).filter((nth) => set & (2 ** nth))

function rSquared(
  among: readonly (readonly number[])[],
  with_outcome: readonly number[],
  chosen: readonly number[],
): number {
  if (chosen.length === 0) return 0
  const own = new Matrix(chosen.map((row) => chosen.map((column) => among[row]![column]!)))
  const outcome = Matrix.columnVector(chosen.map((nth) => with_outcome[nth]!))
  const slopes = new SingularValueDecomposition(own, { autoTranspose: true }).solve(outcome)
  return slopes.transpose().mmul(outcome).get(0, 0)
}
