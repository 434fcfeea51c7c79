import digamma from '@stdlib/math-base-special-digamma'
import gammaln from '@stdlib/math-base-special-gammaln'
import { countBy, distinct, type Buyers } from './buyers.ts'
import { edges, limits } from './bg-nbd-edges.ts'
import { fitLikelihood, type Estimate } from './fit-likelihood.ts'
import type { Differentiable } from './minimise.ts'

/**
 * The BG/NBD model of Fader, Hardie & Lee (2005): buyers buy at a rate that differs as a gamma (shape r, rate alpha), and after
 * each repeat purchase leave for good with a probability that differs as a beta (a, b).
 */
export interface BgNbd {
  readonly r: number
  readonly alpha: number
  readonly a: number
  readonly b: number
}
const names = ['r', 'alpha', 'a', 'b'] as const

/**
 * Maximum likelihood; see `fitLikelihood` for what is refused. Where the likelihood is highest towards an edge, the simpler model
 * that BG/NBD becomes there stands in for it, unless the data speak against that: everybody leaves with one probability (a and b
 * without end), buys at one rate (r and alpha without end), or never leaves (the NBD; a is 0, and b means nothing).
 */
export function fitBgNbd(buyers: Buyers): Estimate<keyof BgNbd> {
  const start = (age: number) => [0, Math.log(age / 4), 0, 1]
  return fitLikelihood({ names, start, limits, edges }, bgNbdLikelihood, buyers)
}

/** The log-likelihood of all buyers together. */
export function bgNbdLogLikelihood({ r, alpha, a, b }: BgNbd, buyers: Buyers): number {
  return -bgNbdLikelihood(buyers)([r, alpha, a, b].map(Math.log)).value
}

/**
 * Minus the log-likelihood by the logarithms of the parameters. The two ways in which a buyer can have come to be silent are
 * added as 1 + e^u, so that neither many purchases nor long silence can overflow. What only depends on the number of
 * purchases or on one time is worked out once for each value that occurs.
 */
function bgNbdLikelihood({ repeats, recency, age, buyers }: Buyers): Differentiable {
  const [xs, recencies, ages] = [distinct(repeats), distinct(recency), distinct(age)]
  const [of_x, of_recency, of_age] = [xs, recencies, ages].map(
    ({ values }) => new Float64Array(values.length),
  )
  const by_x = countBy(xs, buyers)
  return (point) => {
    const [r, alpha, a, b] = point.map(Math.exp) as [number, number, number, number]
    fill(of_recency!, (i) => Math.log(alpha + recencies.values[i]!))
    fill(of_age!, (i) => Math.log(alpha + ages.values[i]!))
    fill(of_x!, (i) => Math.log(a) - Math.log(b + xs.values[i]! - 1))
    let [sum, d_r, d_alpha, d_a, d_b] = [0, 0, 0, 0, 0]
    for (let i = 0; i < buyers.length; i += 1) {
      const n = buyers[i]!
      const x = repeats[i]!
      const log_age = of_age![ages.index[i]!]!
      const since_age = 1 / (alpha + age[i]!)
      sum -= n * (r + x) * log_age
      d_r -= n * log_age
      d_alpha -= n * (r + x) * since_age
      if (x === 0) continue
      const longer = log_age - of_recency![recencies.index[i]!]!
      const u = of_x![xs.index[i]!]! + (r + x) * longer
      const e = Math.exp(-Math.abs(u))
      const gone = n * (u > 0 ? 1 / (1 + e) : e / (1 + e))
      sum += n * (Math.max(u, 0) + Math.log1p(e))
      d_r += gone * longer
      d_alpha += gone * (r + x) * (since_age - 1 / (alpha + recency[i]!))
      d_a += gone / a
      d_b -= gone / (b + x - 1)
    }
    for (const [i, x] of xs.values.entries()) {
      const n = by_x[i]!
      sum += n * (gammaln(r + x) - gammaln(r) + r * Math.log(alpha))
      d_r += n * (digamma(r + x) - digamma(r) + Math.log(alpha))
      d_alpha += (n * r) / alpha
      if (x === 0) continue
      sum += n * (gammaln(b + x) - gammaln(a + b + x) - gammaln(b) + gammaln(a + b))
      d_a += n * (digamma(a + b) - digamma(a + b + x))
      d_b += n * (digamma(b + x) - digamma(a + b + x) - digamma(b) + digamma(a + b))
    }
    return { value: -sum, gradient: [-d_r * r, -d_alpha * alpha, -d_a * a, -d_b * b] }
  }
}

function fill(list: Float64Array, value: (index: number) => number): void {
  for (let i = 0; i < list.length; i += 1) list[i] = value(i)
}

/** Log-odds of having left: the u of the likelihood; −∞ for one-time buyers, who cannot have left under this model. */
function logOddsGone({ r, alpha, a, b }: BgNbd, x: number, recency: number, age: number): number {
  if (x === 0) return -Infinity
  return Math.log(a) - Math.log(b + x - 1) + (r + x) * (Math.log(alpha + age) - Math.log(alpha + recency))
}

/** Probability that a buyer has not left. One-time buyers: 1, which is the model's assumption and no finding. */
export function bgNbdAlive(model: BgNbd, x: number, recency: number, age: number): number {
  return 1 / (1 + Math.exp(logOddsGone(model, x, recency, age)))
}

/**
 * Interval of the probability that a buyer has not left, from the uncertainty of the parameters alone (delta method on the
 * log-odds). `covariance` is that of the logarithms of r, alpha, a, b; `z` the normal quantile.
 */
export function bgNbdAliveInterval(
  model: BgNbd,
  covariance: readonly (readonly number[])[],
  { x, recency, age, z }: { x: number; recency: number; age: number; z: number },
): { low: number; high: number } {
  if (x === 0) return { low: 1, high: 1 }
  const { r, alpha, b } = model
  const longer = Math.log(alpha + age) - Math.log(alpha + recency)
  const slope = [
    r * longer,
    alpha * (r + x) * (1 / (alpha + age) - 1 / (alpha + recency)),
    1,
    -b / (b + x - 1),
  ]
  let variance = 0
  for (let i = 0; i < 4; i += 1)
    for (let j = 0; j < 4; j += 1) variance += slope[i]! * slope[j]! * covariance[i]![j]!
  const u = logOddsGone(model, x, recency, age)
  const half = z * Math.sqrt(Math.max(variance, 0))
  return { low: 1 / (1 + Math.exp(u + half)), high: 1 / (1 + Math.exp(u - half)) }
}
