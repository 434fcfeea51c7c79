import normalQuantile from '@stdlib/stats-base-dists-normal-quantile'
import { CholeskyDecomposition, inverse, Matrix } from 'ml-matrix'
import { quantile } from './bootstrap.ts'
import { johnsonWeights } from './johnson-weights.ts'
import { addMoments, jointOf, type JointMoments } from './joint-moments.ts'
import { seededRandom } from './seeded-random.ts'

/** One predictor among all. */
export interface Driver {
  /** Its relative weight, in parts of the outcome's variance. */
  readonly weight: number
  /** Its share of R² with a 95 % percentile interval; the lower end is 0 when it is not significant. */
  readonly share: number
  readonly low: number
  readonly high: number
  /** Slope beside the other predictors, all in standard deviations. */
  readonly slope: number
  readonly is_significant: boolean
}

/** What predictors explain of an outcome together, and each of them. */
export interface Drivers {
  readonly n: number
  readonly r_squared: number
  readonly drivers: readonly Driver[]
}

const samples = 500
/** The least part of R² that a predictor must add after all others. */
const least_gain = 0.001
/** From this variance inflation on, four fifths of a predictor are told by the others: its slope is no test. */
const told_by_others = 5

/**
 * Relative weights with a bootstrap over groups of people. Variable 0 is the outcome, the others are predictors; all vary.
 * Significant: the weight is above that of a random variable in 97.5 % of the samples (Tonidandel, LeBreton & Johnson
 * 2009), and the slope’s 95 % interval leaves out 0 and it gains something that matters, unless the others tell the
 * predictor anyway. Null when there are not more people than variables.
 */
export function driverImportance(groups: readonly JointMoments[], seed = 1): Drivers | null {
  const { n, correlations } = jointOf(addMoments(groups))
  const count = correlations.length - 1
  if (count < 1 || !(n > count + 2)) return null
  const { among, with_outcome } = split(correlations)
  const { weights, r_squared } = johnsonWeights(among, with_outcome)
  const { slopes, inflations } = regression(among, with_outcome)
  const drawn = bootstrap(groups, seed)
  const hurdle = normalQuantile(0.975, 0, 1)
  const drivers = weights.map((weight, nth): Driver => {
    const shares = drawn.map((sample) => sample.shares[nth]!).sort((a, b) => a - b)
    const above = drawn.filter((sample) => sample.shares[nth]! > sample.random_share).length
    const spread = deviation(drawn.map((sample) => sample.slopes[nth]!))
    const gain = slopes[nth]! ** 2 / inflations[nth]!
    const says_something =
      inflations[nth]! > told_by_others ||
      (Math.abs(slopes[nth]!) > hurdle * spread && gain >= least_gain * r_squared)
    const is_significant = drawn.length > 0 && above >= 0.975 * drawn.length && says_something
    return {
      ...{ weight, slope: slopes[nth]!, is_significant },
      share: r_squared > 0 ? weight / r_squared : 0,
      low: is_significant ? quantile(shares, 0.025) : 0,
      high: quantile(shares, 0.975),
    }
  })
  return { n, r_squared, drivers }
}

interface Sample {
  readonly shares: readonly number[]
  readonly random_share: number
  readonly slopes: readonly number[]
}

/** Draws as many groups as there are, with replacement; samples in which a variable does not vary say nothing. */
function bootstrap(groups: readonly JointMoments[], seed: number): Sample[] {
  const random = seededRandom(seed)
  return Array.from({ length: samples }, () => {
    const times = new Array<number>(groups.length).fill(0)
    for (let draw = 0; draw < groups.length; draw += 1) times[Math.floor(random() * groups.length)]! += 1
    const { n, variances, correlations } = jointOf(addMoments(groups, times))
    const noise = randomVariable(correlations, n, random)
    if (!(n > variances.length + 1) || variances.some((variance) => variance === 0)) return null
    const { among, with_outcome } = split(correlations)
    const [with_noise = 0, ...beside] = noise
    const { weights, r_squared } = johnsonWeights(
      [...among.map((row, nth) => [...row, beside[nth]!]), [...beside, 1]],
      [...with_outcome, with_noise],
    )
    const explained = r_squared - weights.at(-1)!
    const shares = weights.map((weight) => weight / explained)
    const { slopes } = regression(among, with_outcome)
    return { shares: shares.slice(0, -1), random_share: shares.at(-1)!, slopes }
  }).filter((sample) => sample !== null)
}

/** The correlations that a variable of pure chance has with variables of these correlations among `n` people. */
function randomVariable(
  correlations: readonly (readonly number[])[],
  n: number,
  random: () => number,
): readonly number[] {
  const drawn = Matrix.columnVector(correlations.map(() => normalQuantile(random() || 0.5, 0, 1)))
  const root = new CholeskyDecomposition(withRidge(correlations, 1e-8)).lowerTriangularMatrix
  return root
    .mmul(drawn)
    .div(Math.sqrt(n - 1))
    .to1DArray()
}

/** Slopes in standard deviations, and by how much each predictor's variance is inflated by the others. */
function regression(among: readonly (readonly number[])[], with_outcome: readonly number[]) {
  const inverted = inverse(withRidge(among, 1e-9))
  const slopes = inverted.mmul(Matrix.columnVector([...with_outcome])).to1DArray()
  return { slopes, inflations: inverted.diagonal() }
}

const withRidge = (matrix: readonly (readonly number[])[], ridge: number) =>
  new Matrix(matrix.map((row, nth) => row.map((value, column) => (column === nth ? value + ridge : value))))

const split = (correlations: readonly (readonly number[])[]) => ({
  among: correlations.slice(1).map((row) => row.slice(1)),
  with_outcome: correlations[0]!.slice(1),
})

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
}
