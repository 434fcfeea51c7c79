import digamma from '@stdlib/math-base-special-digamma'
import gammaln from '@stdlib/math-base-special-gammaln'
import type { Buyers } from './buyers.ts'
import { fitLikelihood, type Estimate } from './fit-likelihood.ts'
import type { Differentiable } from './minimise.ts'

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

/** Maximum likelihood; see `fitLikelihood` for what is refused. */
export function fitParetoNbd(buyers: Buyers): Estimate<keyof ParetoNbd> {
  return fitLikelihood(names, likelihood, buyers, (age) => [0, Math.log(age / 4), 0, Math.log(age / 4)])
}

/** The log-likelihood of all buyers together. */
export function paretoNbdLogLikelihood({ r, alpha, s, beta }: ParetoNbd, buyers: Buyers): number {
  return -likelihood(buyers)([r, alpha, s, beta].map(Math.log)).value
}

/** Minus the log-likelihood by the logarithms of the parameters. */
function likelihood({ repeats, recency, age, buyers }: Buyers): Differentiable {
  const slope = new Float64Array(4)
  return (point) => {
    const [r, alpha, s, beta] = point.map(Math.exp) as [number, number, number, number]
    const model = { r, alpha, s, beta }
    let [sum, d_r, d_alpha, d_s, d_beta] = [0, 0, 0, 0, 0]
    for (let i = 0; i < buyers.length; i += 1) {
      const [n, x, end] = [buyers[i]!, repeats[i]!, age[i]!]
      const gone = logOddsGone(model, x, recency[i]!, end, slope)
      const e = Math.exp(-Math.abs(gone))
      const share = gone > 0 ? 1 / (1 + e) : e / (1 + e)
      const [log_alpha, log_beta] = [Math.log(alpha / (alpha + end)), Math.log(beta / (beta + end))]
      const rate = gammaln(r + x) - gammaln(r) + r * log_alpha - x * Math.log(alpha + end)
      sum += n * (rate + s * log_beta + Math.max(gone, 0) + Math.log1p(e))
      d_r += n * (digamma(r + x) - digamma(r) + log_alpha + share * slope[0]!)
      d_alpha += n * (r / alpha - (r + x) / (alpha + end) + share * slope[1]!)
      d_s += n * (log_beta + share * slope[2]!)
      d_beta += n * ((s * end) / (beta * (beta + end)) + share * slope[3]!)
    }
    return { value: -sum, gradient: [-d_r * r, -d_alpha * alpha, -d_s * s, -d_beta * beta] }
  }
}

/** Nodes and weights of Gauss and Legendre on [−1, 1], ten points, the positive half. */
const nodes = [
  0.14887433898163122, 0.4333953941292472, 0.6794095682990244, 0.8650633666889845, 0.9739065285171717,
]
const weights = [
  0.29552422471475287, 0.26926671930999635, 0.21908636251598204, 0.1494513491505806, 0.06667134430868814,
]

/**
 * Log-odds of having left at the end of the observation: the sum over all moments of leaving between the last purchase and then,
 * as an integral over the logarithm of beta + moment. The integrand falls and is positive, so that, unlike the difference of
 * hypergeometric functions that it equals, it can neither cancel nor overflow. −∞ when the last purchase is at the end.
 * Writes the derivatives by r, alpha, s and beta into `slope`.
 */
function logOddsGone(
  { r, alpha, s, beta }: ParetoNbd,
  x: number,
  recency: number,
  age: number,
  slope: Float64Array,
): number {
  slope.fill(0)
  if (recency >= age) return -Infinity
  const [from, to] = [Math.log(beta + recency), Math.log(beta + age)]
  const most = (r + x) * Math.log((alpha + age) / (alpha + recency)) + s * (to - from)
  const pieces = Math.min(200, 1 + Math.ceil(most / 8))
  const half = (to - from) / pieces / 2
  let [sum, by_r, by_alpha, by_s, by_beta] = [0, 0, 0, 0, 0]
  for (let piece = 0; piece < pieces; piece += 1) {
    const middle = from + (2 * piece + 1) * half
    for (let i = -nodes.length; i < nodes.length; i += 1) {
      const nth = i < 0 ? -i - 1 : i
      const at = middle + (i < 0 ? -half : half) * nodes[nth]!
      const lasting = Math.exp(at)
      const buying = alpha - beta + lasting
      const slower = Math.log((alpha + age) / buying)
      const w = half * weights[nth]! * Math.exp((r + x) * slower + s * (to - at) - most)
      sum += w
      by_r += w * slower
      by_alpha += w * (1 / (alpha + age) - 1 / buying)
      by_s += w * (to - at)
      by_beta += w / lasting
    }
  }
  slope[0] = by_r / sum
  slope[1] = ((r + x) * by_alpha) / sum
  slope[2] = 1 / s + by_s / sum
  slope[3] = s / (beta + age) - ((s + 1) * by_beta) / sum
  return Math.log(s) + most + Math.log(sum)
}

/** Probability that a buyer has not left. */
export function paretoNbdAlive(model: ParetoNbd, x: number, recency: number, age: number): number {
  return 1 / (1 + Math.exp(logOddsGone(model, x, recency, age, new Float64Array(4))))
}

/** Expected purchases within the next `time` of a buyer who has not left after `x` repeat purchases in `age`. */
export function paretoNbdAhead(model: ParetoNbd, x: number, age: number, time: number): number {
  const { r, alpha, s, beta } = model
  const stay = Math.log1p(time / (beta + age))
  const lasting = Math.abs(s - 1) < 1e-9 ? stay : -Math.expm1((1 - s) * stay) / (s - 1)
  return (((r + x) * (beta + age)) / (alpha + age)) * lasting
}
