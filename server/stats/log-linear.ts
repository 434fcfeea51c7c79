import { cholesky, inverseDiagonal, solveCholesky, solveUpper } from './cholesky.ts'
import type { Cholesky, SquareMatrix } from './cholesky.ts'
import { rowDot } from './sparse-rows.ts'
import type { SparseRows } from './sparse-rows.ts'

/** What a log-linear regression is fitted to: a row of features for each value; rows beyond the values are not looked at. */
export interface LogLinearInput {
  /** Null where there is no observation; zero and, now and then, less than zero are observations. */
  readonly values: readonly (number | null)[]
  readonly features: SparseRows
  /** Standard deviation of each coefficient before the data speaks, around 0; infinite: it is not held back. */
  readonly prior_sd: readonly number[]
  /** Added to each linear predictor; absent: 0. */
  readonly offsets?: ArrayLike<number>
  /** A value further from the fit than this many standard deviations counts as if it were that far; absent: none does. */
  readonly clip?: number
}

/** A fitted log-linear regression: the mean of a value is exp(offset + features · coefficients). */
export interface LogLinearFit {
  readonly coefficients: Float64Array
  /** Mean of each value, also where there is no observation. */
  readonly means: Float64Array
  /** Variance of a value over its mean, after the degrees of freedom that the fit took. */
  readonly dispersion: number
  /** Degrees of freedom that the fit took: the number of coefficients, less what the priors hold back. */
  readonly freedom: number
  /** Logarithm of how likely the values are under these priors (restricted likelihood, up to a constant); compares priors. */
  readonly evidence: number
  /** Root of the inverse of the coefficients' covariance for dispersion 1. */
  readonly root_precision: Cholesky
}

const most_rounds = 30
const tolerance = 1e-5
/** Beside the level: values that follow a pattern exactly leave the priors some say. */
const least_dispersion = 1e-6

/**
 * Log-linear regression for counts and amounts by penalised quasi-likelihood: variance proportional to the mean, normal
 * priors on the coefficients, reweighted least squares (McCullagh & Nelder 1989, ch. 9). The mean itself is modelled, so
 * that zeros need no care and nothing is transformed back. Null when there is no positive mean to model or no solution.
 */
export function fitLogLinear(input: LogLinearInput): LogLinearFit | null {
  const { values } = input
  const level = meanOf(values.filter((value) => value !== null))
  if (!(level > 0)) return null
  const state = { means: firstMeans(input, level), weights: new Float64Array(values.length).fill(1) }
  let dispersion = 1
  let step: Step | null = null
  for (let round = 0; round < most_rounds; round += 1) {
    const next = solve(input, state, dispersion)
    if (next === null) return null
    const change = step ? distance(next.coefficients, step.coefficients) : Infinity
    step = next
    state.means = meansOf(input, step.coefficients, level)
    dispersion = Math.max(dispersionOf(input, state, step.freedom), level * least_dispersion)
    state.weights = weightsOf(input, state.means, dispersion)
    if (change < tolerance) break
  }
  if (step === null) return null
  const evidence = evidenceOf(input, state, step, dispersion)
  return { ...step, means: state.means, dispersion, evidence }
}

/** Restricted likelihood of the reweighted least-squares problem, the dispersion profiled out. */
function evidenceOf(input: LogLinearInput, { means, weights }: State, step: Step, dispersion: number) {
  const { values, prior_sd } = input
  const { size, lower } = step.root_precision
  let [squares, count] = [0, 0]
  values.forEach((value, row) => {
    if (value === null) return
    squares += (weights[row]! * (value - means[row]!) ** 2) / means[row]!
    count += 1
  })
  let logs = 0
  prior_sd.forEach((sd, i) => {
    logs += 2 * Math.log(lower[i * size + i]!)
    if (!Number.isFinite(sd)) return
    squares += dispersion * (step.coefficients[i]! / sd) ** 2
    logs -= Math.log(dispersion / sd ** 2)
  })
  const free = prior_sd.filter((sd) => !Number.isFinite(sd)).length
  return -((count - free) * Math.log(squares) + logs) / 2
}

interface State {
  means: Float64Array
  /** Less than 1 where a value is clipped. */
  weights: Float64Array
}
type Step = Pick<LogLinearFit, 'coefficients' | 'freedom' | 'root_precision'>

function firstMeans({ values, offsets }: LogLinearInput, level: number): Float64Array {
  return Float64Array.from(values, (value, row) =>
    value === null ? level * Math.exp(offsets?.[row] ?? 0) : Math.max(value, level / 10),
  )
}

function solve(input: LogLinearInput, { means, weights }: State, dispersion: number): Step | null {
  const { values, prior_sd, offsets } = input
  const { starts, places, values: numbers } = input.features
  const size = prior_sd.length
  const information = new Float64Array(size * size)
  const score = new Float64Array(size)
  values.forEach((value, row) => {
    if (value === null) return
    const mean = means[row]!
    const weight = weights[row]! * mean
    const working = Math.log(mean) - (offsets?.[row] ?? 0) + (value - mean) / mean
    const [first, end] = [starts[row]!, starts[row + 1]!]
    for (let i = first; i < end; i += 1) {
      const part = numbers[i]! * weight
      score[places[i]!]! += part * working
      const line = places[i]! * size
      for (let j = first; j <= i; j += 1) information[line + places[j]!]! += part * numbers[j]!
    }
  })
  return penalised({ size, values: information }, score, prior_sd, dispersion)
}

function penalised(
  information: SquareMatrix,
  score: Float64Array,
  prior_sd: readonly number[],
  dispersion: number,
): Step | null {
  const { size, values } = information
  prior_sd.forEach((sd, i) => (values[i * size + i]! += dispersion / sd ** 2))
  const root = cholesky(information)
  if (root === null) return null
  const inverse = inverseDiagonal(root)
  const held = prior_sd.reduce((sum, sd, i) => sum + (dispersion / sd ** 2) * inverse[i]!, 0)
  return { coefficients: solveCholesky(root, score), freedom: size - held, root_precision: root }
}

/** Means that stay within reason, so that a day on which nothing is ever sold does not run away. */
function meansOf({ values, features, offsets }: LogLinearInput, coefficients: Float64Array, level: number) {
  const [least, most] = [level * 1e-6, level * 1e4]
  return new Float64Array(values.length).map((_, row) => {
    const mean = Math.exp(rowDot(features, row, coefficients) + (offsets?.[row] ?? 0))
    return Math.min(Math.max(mean, least), most)
  })
}

function dispersionOf({ values }: LogLinearInput, { means, weights }: State, freedom: number): number {
  let [squares, count] = [0, 0]
  values.forEach((value, row) => {
    if (value === null) return
    squares += (weights[row]! * (value - means[row]!) ** 2) / means[row]!
    count += 1
  })
  return squares / Math.max(1, count - freedom)
}

function weightsOf({ values, clip = Infinity }: LogLinearInput, means: Float64Array, dispersion: number) {
  return means.map((mean, row) => {
    const value = values[row]!
    const away = value === null ? 0 : Math.abs(value - mean) / Math.sqrt(dispersion * mean)
    return away > clip ? clip / away : 1
  })
}

/**
 * Coefficients as they may as well be: the estimate, moved by `spread` times the root of its covariance for dispersion 1.
 * `normal` draws standard normal numbers.
 */
export function drawCoefficients(
  { coefficients, root_precision }: LogLinearFit,
  spread: number,
  normal: () => number,
): Float64Array {
  const drawn = coefficients.map(() => spread * normal())
  return solveUpper(root_precision, drawn).map((moved, at) => coefficients[at]! + moved)
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

const distance = (a: Float64Array, b: Float64Array) =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0)
