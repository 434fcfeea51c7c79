import digamma from '@stdlib/math-base-special-digamma'
import gammaln from '@stdlib/math-base-special-gammaln'
import { countBy, distinct, type Buyers } from './buyers.ts'
import { fitLikelihood, type Estimate } from './fit-likelihood.ts'
import type { Differentiable } from './minimise.ts'
import { edges, limits } from './pareto-nbd-edges.ts'
import { oddsGone, oddsOfAll } from './pareto-nbd-gone.ts'

/**
 * The Pareto/NBD model of Schmittlein, Morrison & Colombo (1987): buyers buy at a rate that differs as a gamma (shape r, rate
 * alpha) and leave at any time, bought or not, at a rate that differs as a gamma (shape s, rate beta).
 */
export interface ParetoNbd {
  readonly r: number
  readonly alpha: number
  readonly s: number
  readonly beta: number
}
const names = ['r', 'alpha', 's', 'beta'] as const

/**
 * Maximum likelihood; see `fitLikelihood` for what is refused. Where the likelihood is highest towards an edge, the simpler model
 * that Pareto/NBD becomes there stands in for it, unless the data speak against that: everybody leaves at one rate (s and beta
 * without end), buys at one rate (r and alpha without end), or never leaves (the NBD; s is 0, and beta means nothing).
 */
export function fitParetoNbd(buyers: Buyers): Estimate<keyof ParetoNbd> {
  const start = (age: number) => [0, Math.log(age / 4), 0, Math.log(age / 4)]
  return fitLikelihood({ names, start, limits, edges }, likelihood, buyers)
}

/** The log-likelihood of all buyers together. */
export function paretoNbdLogLikelihood({ r, alpha, s, beta }: ParetoNbd, buyers: Buyers): number {
  return -likelihood(buyers)([r, alpha, s, beta].map(Math.log)).value
}

/** Minus the log-likelihood by the logarithms of the parameters. What depends on one time alone is worked out once for each. */
function likelihood(all: Buyers): Differentiable {
  const { repeats, age, buyers } = all
  const [xs, ages] = [distinct(repeats), distinct(age)]
  const by_x = countBy(xs, buyers)
  const by_age = countBy(ages, buyers)
  const of_x = new Float64Array(ages.values.length)
  for (let i = 0; i < buyers.length; i += 1) of_x[ages.index[i]!]! += buyers[i]! * repeats[i]!
  const oddsOf = oddsOfAll(all)
  return (point) => {
    const [r, alpha, s, beta] = point.map(Math.exp) as [number, number, number, number]
    let [sum, d_r, d_alpha, d_s, d_beta] = [0, 0, 0, 0, 0]
    oddsOf({ r, alpha, s, beta }, (i, gone, slope) => {
      const n = buyers[i]!
      const e = Math.exp(-Math.abs(gone))
      const share = n * (gone > 0 ? 1 / (1 + e) : e / (1 + e))
      sum += n * (Math.max(gone, 0) + Math.log1p(e))
      d_r += share * slope[0]!
      d_alpha += share * slope[1]!
      d_s += share * slope[2]!
      d_beta += share * slope[3]!
    })
    for (const [i, x] of xs.values.entries()) {
      sum += by_x[i]! * (gammaln(r + x) - gammaln(r))
      d_r += by_x[i]! * (digamma(r + x) - digamma(r))
    }
    for (const [i, end] of ages.values.entries()) {
      const [n, purchases] = [by_age[i]!, of_x[i]!]
      const [log_alpha, log_beta] = [Math.log(alpha / (alpha + end)), Math.log(beta / (beta + end))]
      sum += n * (r * log_alpha + s * log_beta) - purchases * Math.log(alpha + end)
      d_r += n * log_alpha
      d_alpha += (n * r) / alpha - (n * r + purchases) / (alpha + end)
      d_s += n * log_beta
      d_beta += (n * s * end) / (beta * (beta + end))
    }
    return { value: -sum, gradient: [-d_r * r, -d_alpha * alpha, -d_s * s, -d_beta * beta] }
  }
}

/** Probability that a buyer has not left. */
export function paretoNbdAlive(model: ParetoNbd, x: number, recency: number, age: number): number {
  return 1 / (1 + Math.exp(oddsGone(model, x, recency, age)))
}

/** Expected purchases within the next `time` of a buyer who has not left after `x` repeat purchases in `age`. */
export function paretoNbdAhead(model: ParetoNbd, x: number, age: number, time: number): number {
  const { r, alpha, s, beta } = model
  const stay = Math.log1p(time / (beta + age))
  const lasting = Math.abs(s - 1) < 1e-9 ? stay : -Math.expm1((1 - s) * stay) / (s - 1)
  return (((r + x) * (beta + age)) / (alpha + age)) * lasting
}
