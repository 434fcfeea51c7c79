import gammaln from '@stdlib/math-base-special-gammaln'
import type { Buyers } from './buyers.ts'
import { fitLikelihood, type Estimate } from './fit-likelihood.ts'
import { numerically } from './minimise.ts'

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
  const likelihood = (some: Buyers) =>
    numerically((point) => {
      const [r, alpha, s, beta] = point.map(Math.exp) as [number, number, number, number]
      return -paretoNbdLogLikelihood({ r, alpha, s, beta }, some)
    }, 1e-4)
  return fitLikelihood(names, likelihood, buyers, (age) => [0, Math.log(age / 4), 0, Math.log(age / 4)])
}

/** The log-likelihood of all buyers together. */
export function paretoNbdLogLikelihood(model: ParetoNbd, { repeats, recency, age, buyers }: Buyers): number {
  const { r, alpha } = model
  let sum = 0
  for (let i = 0; i < buyers.length; i += 1) {
    const [x, end] = [repeats[i]!, age[i]!]
    const gone = logOddsGone(model, x, recency[i]!, end)
    const rate = gammaln(r + x) - gammaln(r) + r * Math.log(alpha) - (r + x) * Math.log(alpha + end)
    const either = Math.max(gone, 0) + Math.log1p(Math.exp(-Math.abs(gone)))
    sum += buyers[i]! * (rate - model.s * Math.log1p(end / model.beta) + either)
  }
  return sum
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
 */
function logOddsGone({ r, alpha, s, beta }: ParetoNbd, x: number, recency: number, age: number): number {
  const [from, to] = [Math.log(beta + recency), Math.log(beta + age)]
  const weight = (log_moment: number) =>
    (r + x) * Math.log((alpha + age) / (alpha - beta + Math.exp(log_moment))) + s * (to - log_moment)
  const most = weight(from)
  const pieces = Math.min(200, 1 + Math.ceil(most / 8))
  const half = (to - from) / pieces / 2
  let sum = 0
  for (let piece = 0; piece < pieces; piece += 1) {
    const middle = from + (2 * piece + 1) * half
    for (let i = 0; i < nodes.length; i += 1) {
      const away = half * nodes[i]!
      sum +=
        half * weights[i]! * (Math.exp(weight(middle - away) - most) + Math.exp(weight(middle + away) - most))
    }
  }
  return Math.log(s) + most + Math.log(sum)
}

/** Probability that a buyer has not left. */
export function paretoNbdAlive(model: ParetoNbd, x: number, recency: number, age: number): number {
  return 1 / (1 + Math.exp(logOddsGone(model, x, recency, age)))
}

/** Expected purchases within the next `time` of a buyer who has not left after `x` repeat purchases in `age`. */
export function paretoNbdAhead(model: ParetoNbd, x: number, age: number, time: number): number {
  const { r, alpha, s, beta } = model
  const stay = Math.log1p(time / (beta + age))
  const lasting = Math.abs(s - 1) < 1e-9 ? stay : -Math.expm1((1 - s) * stay) / (s - 1)
  return (((r + x) * (beta + age)) / (alpha + age)) * lasting
}
