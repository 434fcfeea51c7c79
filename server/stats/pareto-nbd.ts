import digamma from '@stdlib/math-base-special-digamma'
import gammaln from '@stdlib/math-base-special-gammaln'
import { countBy, distinct, type Buyers } from './buyers.ts'
import { atEdge, orAtEdge } from './fit-at-edge.ts'
import { fitLikelihood, type Estimate } from './fit-likelihood.ts'
import type { Differentiable } from './minimise.ts'
import { edges, limits } from './pareto-nbd-edges.ts'

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
  const whole = fitLikelihood(names, likelihood, buyers, start, limits)
  return orAtEdge(names, whole, edges, (own_names, at) =>
    fitLikelihood(own_names, (some) => atEdge(at, likelihood(some)), buyers, at.start, at.limits),
  )
}

/** The log-likelihood of all buyers together. */
export function paretoNbdLogLikelihood({ r, alpha, s, beta }: ParetoNbd, buyers: Buyers): number {
  return -likelihood(buyers)([r, alpha, s, beta].map(Math.log)).value
}

/** Minus the log-likelihood by the logarithms of the parameters. What depends on one time alone is worked out once for each. */
function likelihood({ repeats, recency, age, buyers }: Buyers): Differentiable {
  const slope = new Float64Array(4)
  const [xs, ages] = [distinct(repeats), distinct(age)]
  const by_x = countBy(xs, buyers)
  const by_age = countBy(ages, buyers)
  const of_x = new Float64Array(ages.values.length)
  for (let i = 0; i < buyers.length; i += 1) of_x[ages.index[i]!]! += buyers[i]! * repeats[i]!
  return (point) => {
    const [r, alpha, s, beta] = point.map(Math.exp) as [number, number, number, number]
    const model = { r, alpha, s, beta }
    let [sum, d_r, d_alpha, d_s, d_beta] = [0, 0, 0, 0, 0]
    for (let i = 0; i < buyers.length; i += 1) {
      const n = buyers[i]!
      const gone = logOddsGone(model, repeats[i]!, recency[i]!, age[i]!, slope)
      const e = Math.exp(-Math.abs(gone))
      const share = n * (gone > 0 ? 1 / (1 + e) : e / (1 + e))
      sum += n * (Math.max(gone, 0) + Math.log1p(e))
      d_r += share * slope[0]!
      d_alpha += share * slope[1]!
      d_s += share * slope[2]!
      d_beta += share * slope[3]!
    }
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

/** Nodes and weights of Gauss and Legendre on [−1, 1], eight points. */
const nodes = [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363].flatMap(
  (at) => [-at, at],
)
const weights = [0.362683783378362, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763].flatMap(
  (w) => [w, w],
)

/** A piece of the integral is this wide at most, by its logarithm, and falls by this many powers of e: eight points then suffice. */
const widest = 2.5
const steepest = 7
/** e^−25 is nothing beside 1. */
const nothing = 25

/**
 * Log-odds of having left at the end of the observation: the sum over all moments of leaving between the last purchase and then,
 * as an integral over the logarithm of that moment plus alpha or beta, whichever is less. The integrand falls and is positive, so
 * that, unlike the difference of hypergeometric functions that it equals, it can neither cancel nor overflow. −∞ when the last
 * purchase is at the end. Writes the derivatives by r, alpha, s and beta into `slope`.
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
  const least = Math.min(alpha, beta)
  const more_alpha = alpha - least
  const more_beta = beta - least
  const log_alpha = Math.log(alpha + recency)
  const log_beta = Math.log(beta + recency)
  const shape = r + x
  const end = least + age
  const steepness = (at: number) => (shape / (at + more_alpha) + s / (at + more_beta)) * at
  let [sum, by_r, by_alpha, by_s, by_beta, fallen] = [0, 0, 0, 0, 0, 0]
  for (let from = least + recency; from < end && fallen < nothing;) {
    const begins = steepness(from)
    const guess = Math.min(end, from * Math.exp(Math.min(widest, steepest / begins)))
    const until = Math.min(guess, from * Math.exp(Math.min(widest, steepest / steepness(guess))))
    const half = Math.log(until / from) / 2
    const middle = Math.log(from) + half
    for (let nth = 0; nth < nodes.length; nth += 1) {
      const log_at = middle + half * nodes[nth]!
      const at = Math.exp(log_at)
      const buying = at + more_alpha
      const lasting = at + more_beta
      const slower = log_alpha - (more_alpha > 0 ? Math.log(buying) : log_at)
      const longer = log_beta - (more_beta > 0 ? Math.log(lasting) : log_at)
      const per_lasting = 1 / lasting
      const w = half * weights[nth]! * Math.exp(shape * slower + s * longer) * at * per_lasting
      sum += w
      by_r += w * slower
      by_alpha += w / buying
      by_s += w * longer
      by_beta += w * per_lasting
    }
    fallen += 2 * begins * half
    from = until
  }
  const [log_buying, log_lasting] = [Math.log(alpha + age) - log_alpha, Math.log(beta + age) - log_beta]
  slope[0] = log_buying + by_r / sum
  slope[1] = (r + x) * (1 / (alpha + age) - by_alpha / sum)
  slope[2] = 1 / s + log_lasting + by_s / sum
  slope[3] = s / (beta + age) - ((s + 1) * by_beta) / sum
  return Math.log(s) + (r + x) * log_buying + s * log_lasting + Math.log(sum)
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
