import { drawCoefficients, fitLogLinear } from './log-linear.ts'
import type { LogLinearFit } from './log-linear.ts'
import { normals, seededRandom } from './seeded-random.ts'
import { rowDot, sparseRows } from './sparse-rows.ts'
import type { SparseRows } from './sparse-rows.ts'

/** A daily series and what is known of its days, those to come included. */
export interface SeasonalInput {
  /** One value per day up to the last one known; null where the day is left out. */
  readonly values: readonly (number | null)[]
  /** One row per day, past and to come: its place in week and year and the festivals it is near, as numbers. */
  readonly effects: readonly ArrayLike<number>[]
  /** Standard deviation of each effect before the data speaks, on the scale of logarithms. */
  readonly effect_sd: readonly number[]
  /** Logarithm of what can sell on each day, past and to come, beside the last one known. */
  readonly offsets: ArrayLike<number>
  readonly paths: number
  readonly seed: number
}

/** The days to come: their means, and paths they may take, each drawn with its own coefficients, level and errors. */
export interface DailyForecast {
  readonly means: Float64Array
  readonly paths: readonly Float64Array[]
}

interface Fitted {
  readonly fit: LogLinearFit
  readonly features: SparseRows
  /** Standard deviation of the change of level over eight weeks. */
  readonly drift_sd: number
}

const days_per_year = 365.25
/** Growth in a year before the data speaks, as a logarithm. */
const growth_sd = 0.1
/** The level may leave the trend every eight weeks, by as much as explains the values best: the first of these after which no more is gained. */
const knot_days = 56
const drift_sds = [0.03, 0.06, 0.12, 0.25]
const block_days = 28
/** A day this many standard deviations from the fit counts as if it were that far. */
const clip = 3.5

/**
 * Forecasts a daily series by log-linear regression on growth, a drifting level, season and festivals. In the paths the
 * level drifts on as it has, and errors are drawn in runs of four weeks, so that they stay as alike from day to day as
 * they were. Null when the values allow no fit.
 */
export function forecastSeasonal(input: SeasonalInput): DailyForecast | null {
  const fitted = bestFit(input)
  if (fitted === null) return null
  const { coefficients } = fitted.fit
  const means = logMeansAhead(input, fitted, coefficients).map(Math.exp)
  return { means, paths: drawPaths(input, fitted) }
}

function logMeansAhead(
  { effects, values, offsets }: SeasonalInput,
  { features }: Fitted,
  coefficients: Float64Array,
) {
  const known = values.length
  const means = new Float64Array(effects.length - known)
  for (let day = 0; day < means.length; day += 1)
    means[day] = rowDot(features, known + day, coefficients) + offsets[known + day]!
  return means
}

function bestFit({ values, effects, effect_sd, offsets }: SeasonalInput): Fitted | null {
  const known = values.length
  const knots = knotsOf(known)
  const size = 2 + knots.length + effect_sd.length
  const features = sparseRows(effects.length, size, (row, day) => {
    writeLevel(row, day, known, knots)
    row.set(effects[day]!, 2 + knots.length)
  })
  const past = { values, features, offsets, clip }
  let best: Fitted | null = null
  for (const drift_sd of drift_sds) {
    const prior_sd = [Infinity, growth_sd, ...knots.map(() => drift_sd), ...effect_sd]
    const fit = fitLogLinear({ ...past, prior_sd })
    if (fit === null || (best && best.fit.evidence >= fit.evidence)) break
    best = { fit, features, drift_sd }
  }
  return best
}

function knotsOf(known: number): number[] {
  const knots: number[] = []
  for (let day = known; day > knot_days; day -= knot_days) knots.push(day)
  return knots
}

/** The last level known, growth in years since then, and by how much the level was other before each knot. */
function writeLevel(row: Float64Array, day: number, known: number, knots: readonly number[]): void {
  row[0] = 1
  row[1] = (day - known) / days_per_year
  knots.forEach((knot, at) => (row[2 + at] = Math.max(-1, Math.min(0, (day - knot) / knot_days))))
}

function drawPaths(input: SeasonalInput, fitted: Fitted): Float64Array[] {
  const { fit, drift_sd } = fitted
  const random = seededRandom(input.seed)
  const normal = normals(random)
  const errors = scaledErrors(input.values, fit)
  const spread = Math.sqrt(fit.dispersion * likeness(errors))
  const drift_a_day = drift_sd / Math.sqrt(knot_days)
  return Array.from({ length: input.paths }, () => {
    const path = logMeansAhead(input, fitted, drawCoefficients(fit, spread, normal))
    const error = drawBlocks(errors, path.length, random)
    let level = 0
    for (let day = 0; day < path.length; day += 1) {
      level += drift_a_day * normal()
      const mean = Math.exp(path[day]! + level)
      path[day] = mean + error[day]! * Math.sqrt(mean)
    }
    return path
  })
}

/** Errors over the root of their mean, widened by the degrees of freedom that the fit took. */
function scaledErrors(values: readonly (number | null)[], { means, freedom }: LogLinearFit): number[] {
  const errors = values.flatMap((value, day) =>
    value === null ? [] : [(value - means[day]!) / Math.sqrt(means[day]!)],
  )
  const widened = Math.sqrt(errors.length / Math.max(1, errors.length - freedom))
  return errors.map((error) => error * widened)
}

/** How much more a run of errors varies than if its days had nothing to do with each other; at least 1. */
function likeness(errors: readonly number[]): number {
  const squares = errors.reduce((sum, error) => sum + error * error, 0) / Math.max(1, errors.length)
  const sums: number[] = []
  for (let end = errors.length; end >= block_days; end -= block_days)
    sums.push(errors.slice(end - block_days, end).reduce((sum, error) => sum + error, 0))
  if (sums.length === 0 || squares === 0) return 1
  const mean_square = sums.reduce((total, sum) => total + sum * sum, 0) / sums.length
  return Math.max(1, mean_square / (block_days * squares))
}

function drawBlocks(errors: readonly number[], length: number, random: () => number): Float64Array {
  const drawn = new Float64Array(length)
  const block = Math.min(block_days, errors.length)
  for (let start = 0; start < length; start += block) {
    const from = Math.floor(random() * (errors.length - block + 1))
    for (let day = start; day < Math.min(length, start + block); day += 1)
      drawn[day] = errors[from + day - start]!
  }
  return drawn
}
