import digamma from '@stdlib/math-base-special-digamma'
import gammaln from '@stdlib/math-base-special-gammaln'
import { distinct, total } from './buyers.ts'
import { atEdge, orAtEdge } from './fit-at-edge.ts'
import { estimateAt, perOne, type Estimate } from './fit-likelihood.ts'
import { edges } from './gamma-gamma-edges.ts'
import { minimise, type Differentiable } from './minimise.ts'

/**
 * The gamma–gamma model of spend (Fader & Hardie 2013): what one customer spends per purchase is gamma with shape p, and its
 * rate differs between customers as a gamma (shape q, rate gamma).
 */
export interface GammaGamma {
  readonly p: number
  readonly q: number
  readonly gamma: number
}
const names = ['p', 'q', 'gamma'] as const

/** Customers with repeat purchases: how many purchases, their mean value (above zero), and how many customers are alike. */
export interface Spenders {
  readonly purchases: ArrayLike<number>
  readonly mean_spend: ArrayLike<number>
  readonly spenders: ArrayLike<number>
}

/**
 * Maximum likelihood, whatever the currency; who has no repeat purchase or spent nothing does not count. See `estimateAt` for what
 * is refused. Where the likelihood is highest towards an edge, a simpler model stands in, unless the data speak against that:
 * a customer spends the same each time (p without end), or all have one mean (q and gamma without end).
 */
export function fitGammaGamma(all: Spenders): Estimate<keyof GammaGamma> {
  const { purchases, mean_spend, spenders } = whoSpent(all)
  const n = total(spenders)
  if (n === 0) return { reason: 'no_repeat_buyers' }
  const mean = mean_spend.reduce((sum, each, i) => sum + (spenders[i]! * each) / n, 0)
  const whole = likelihood({ purchases, mean_spend: mean_spend.map((each) => each / mean), spenders })
  const fitted = <Name extends string>(
    own_names: readonly Name[],
    start: readonly number[],
    of_all = whole,
  ) => {
    const f = perOne(of_all, n)
    return estimateAt(own_names, minimise(f, start, { looks_around: spenders.length < many }), { f, n })
  }
  const estimate = orAtEdge(names, fitted(names, [1, 1, 0]), edges, (own_names, at) =>
    fitted(own_names, at.start(1), atEdge(at, whole)),
  )
  if (estimate.reason !== null) return estimate
  const { parameters, errors, log_likelihood } = estimate
  return {
    ...estimate,
    parameters: { ...parameters, gamma: parameters.gamma * mean },
    errors: { ...errors, gamma: errors.gamma * mean },
    log_likelihood: log_likelihood - n * Math.log(mean),
  }
}

/** Of so many a search that gets stuck does not look around: it would take minutes. */
const many = 100_000

function whoSpent({ purchases, mean_spend, spenders }: Spenders) {
  const pick = (list: ArrayLike<number>) =>
    Float64Array.from(list).filter((_, i) => purchases[i]! > 0 && mean_spend[i]! > 0)
  return { purchases: pick(purchases), mean_spend: pick(mean_spend), spenders: pick(spenders) }
}

/** The log-likelihood of all spenders together. */
export function gammaGammaLogLikelihood({ p, q, gamma }: GammaGamma, spenders: Spenders): number {
  return -likelihood(spenders)([p, q, gamma].map(Math.log)).value
}

/** Minus the log-likelihood by the logarithms of the parameters. */
function likelihood({ purchases, mean_spend, spenders }: Spenders): Differentiable {
  const xs = distinct(purchases)
  const counts = new Float64Array(xs.values.length)
  const log_spends = new Float64Array(xs.values.length)
  for (let i = 0; i < spenders.length; i += 1) {
    counts[xs.index[i]!]! += spenders[i]!
    log_spends[xs.index[i]!]! += spenders[i]! * Math.log(mean_spend[i]!)
  }
  return (point) => {
    const [p, q, gamma] = point.map(Math.exp) as [number, number, number]
    let [sum, d_p, d_q, d_gamma] = [0, 0, 0, 0]
    for (let i = 0; i < spenders.length; i += 1) {
      const [n, x] = [spenders[i]!, purchases[i]!]
      const all = gamma + x * mean_spend[i]!
      const log_all = Math.log(all)
      sum -= n * (p * x + q) * log_all
      d_p -= n * x * log_all
      d_q -= n * log_all
      d_gamma -= (n * (p * x + q)) / all
    }
    for (const [i, x] of xs.values.entries()) {
      const [n, logs] = [counts[i]!, log_spends[i]!]
      const [shape, both] = [p * x, p * x + q]
      sum += n * (gammaln(both) - gammaln(shape) - gammaln(q) + q * Math.log(gamma) + shape * Math.log(x))
      sum += (shape - 1) * logs
      d_p += n * x * (digamma(both) - digamma(shape) + Math.log(x)) + x * logs
      d_q += n * (digamma(both) - digamma(q) + Math.log(gamma))
      d_gamma += (n * q) / gamma
    }
    return { value: -sum, gradient: [-d_p * p, -d_q * q, -d_gamma * gamma] }
  }
}

/**
 * Expected spend per purchase of a customer with `x` repeat purchases of mean value `mean_spend`; of one without any, that of
 * everybody. Null when the model has no mean (q ≤ 1).
 */
export function expectedSpend({ p, q, gamma }: GammaGamma, x: number, mean_spend: number): number | null {
  if (q <= 1) return null
  return (p * (gamma + x * (x > 0 ? mean_spend : 0))) / (p * x + q - 1)
}
