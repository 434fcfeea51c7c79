import { addMonths, daysBetween, monthFirst } from '../../../queries/day.ts'
import type { Day } from '../../../queries/day.ts'
import { drawCoefficients, fitLogLinear } from '../../stats/log-linear.ts'
import { normals, seededRandom } from '../../stats/seeded-random.ts'
import type { DailyForecast } from '../../stats/seasonal-regression.ts'
import { rowDot, sparseRows } from '../../stats/sparse-rows.ts'

/** What the customers of a quarter are forecast from. */
export interface OpeningsInput {
  readonly days: readonly Day[]
  /** Customers whose first purchase of the quarter fell on each known day. */
  readonly openings: readonly number[]
  /** Customers with a purchase on each known day. */
  readonly visitors: readonly number[]
  /** The visitors to come. */
  readonly ahead: DailyForecast
  /** First day of the quarter that holds each day. */
  readonly quarters: readonly Day[]
  readonly seed: number
}

/** Days into the quarter between which the share of visitors who come for the first time runs straight. */
const knots = [0, 1, 2, 3, 5, 7, 10, 14, 21, 28, 42, 56, 70, 91]
/** The share changes over the years; the last one tells how it is now. */
const looked_back = 366
/** How much the share drifts in a quarter, as a logarithm. */
const drift_sd = 0.02
/** Where more visits come than expected, part of them are more visits of the same customers. */
const elasticity = 0.7
const clip = 3.5
/** Neighbouring days are alike. */
const likeness = 3

/**
 * Customers whose first purchase of the quarter falls on each day to come: its visitors times the share of them that is
 * new to the quarter, which falls with the days since the quarter began. Summed from the first day of a quarter on they
 * are its distinct customers. Null when the past year allows no fit.
 */
export function forecastOpenings(input: OpeningsInput): DailyForecast | null {
  const { days, openings, visitors, ahead, quarters, seed } = input
  const known = openings.length
  const first = days[0]!
  const features = sparseRows(days.length, 1 + knots.length, (row, at) =>
    writeShape(row, daysBetween(later(quarters[at]!, first), days[at]!)),
  )
  const fit = fitLogLinear({
    values: openings.map((count, at) => (at >= known - looked_back && visitors[at]! > 0 ? count : null)),
    features,
    offsets: visitors.map((count) => Math.log(Math.max(count, 1))),
    prior_sd: [Infinity, ...knots.map(() => 1)],
    clip,
  })
  if (fit === null) return null
  const normal = normals(seededRandom(seed))
  const share = (coefficients: Float64Array, day: number) =>
    Math.exp(rowDot(features, known + day, coefficients))
  const paths = ahead.paths.map((path) => {
    const coefficients = drawCoefficients(fit, Math.sqrt(fit.dispersion * likeness), normal)
    const level = drift_sd * normal()
    return path.map((visits, day) => {
      const expected = ahead.means[day]!
      const more = expected > 0 ? (Math.max(0, visits) / expected) ** elasticity : 0
      const drifted = Math.exp(level * Math.sqrt((day + 7) / 91))
      const mean = expected * more * share(coefficients, day) * drifted
      return mean + Math.sqrt(fit.dispersion * mean) * normal()
    })
  })
  return { means: ahead.means.map((mean, day) => mean * share(fit.coefficients, day)), paths }
}

/** Place between the knots as weights of the two around it, beside a 1 for the level. */
function writeShape(row: Float64Array, days_in: number): void {
  row[0] = 1
  const above = knots.findIndex((knot) => knot >= days_in)
  if (above < 0) row[knots.length] = 1
  else if (above === 0) row[1] = 1
  else {
    const [low, high] = [knots[above - 1]!, knots[above]!]
    const share = (days_in - low) / (high - low)
    row[above] = 1 - share
    row[1 + above] = share
  }
}

const later = (a: Day, b: Day) => (a > b ? a : b)

/** First day of the quarter that holds a day, in a financial year that starts with month `fiscal_start`. */
export function quarterOf(day: Day, fiscal_start: number): Day {
  const months_in = (Number(day.slice(5, 7)) - fiscal_start + 12) % 3
  return monthFirst(day, -months_in)
}

/** First day of the quarter `count` quarters later. */
export const quarterLater = (quarter: Day, count: number): Day => addMonths(quarter, 3 * count)
