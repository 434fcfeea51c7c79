import type { Buyers } from './buyers.ts'
import { fitLikelihood, unknowable, type Edge, type Estimate } from './fit-likelihood.ts'
import type { Differentiable } from './minimise.ts'

/** The parameters of BG/NBD, in their order. */
export const names = ['r', 'alpha', 'a', 'b'] as const
type Name = (typeof names)[number]

/** Where hardly anybody leaves, how seldom is known to a factor at best; what buyers will do is known all the same. */
export const limits = [unknowable, unknowable, 2 * unknowable, 2 * unknowable]

const rates = (mean_age: number) => [0, Math.log(mean_age / 4)]

/** A model that BG/NBD becomes at an edge: the logarithms of BG/NBD's parameters by its own, and their slopes. */
export interface AtEdge {
  readonly edge: Edge
  readonly start: (mean_age: number) => readonly number[]
  readonly logs: (own: readonly number[]) => readonly number[]
  readonly slopes: (own: readonly number[]) => readonly (readonly number[])[]
  readonly limits: readonly number[]
}

/** Not infinite, so that numbers keep their digits: what is to be one for all then varies by a hundredth of itself at most. */
const without_end = Math.log(10_000)

/** The edges, those with more parameters first. */
export const edges: readonly AtEdge[] = [
  {
    edge: 'one_chance_to_leave',
    start: (mean_age) => [...rates(mean_age), -1],
    logs: ([r, alpha, odds]) => [
      r!,
      alpha!,
      without_end - Math.log1p(Math.exp(-odds!)),
      without_end - Math.log1p(Math.exp(odds!)),
    ],
    slopes([, , odds]) {
      const chance = 1 / (1 + Math.exp(-odds!))
      return [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1 - chance],
        [0, 0, -chance],
      ]
    },
    limits: limits.slice(0, 3),
  },
  {
    edge: 'one_rate',
    start: (mean_age) => [Math.log(mean_age / 4), 0, 1],
    logs: ([lasting, a, b]) => [without_end, without_end + lasting!, a!, b!],
    slopes: () => [
      [0, 0, 0],
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    limits: limits.slice(1),
  },
  {
    edge: 'nobody_leaves',
    start: rates,
    logs: ([r, alpha]) => [r!, alpha!, -Infinity, 0],
    slopes: () => [
      [1, 0],
      [0, 1],
      [0, 0],
      [0, 0],
    ],
    limits: limits.slice(0, 2),
  },
]

/** The fit of the model at an edge, told in the parameters of BG/NBD; `ofAll` gives minus the log-likelihood by their logarithms. */
export function fitAtEdge(
  { edge, start, logs, slopes, limits: own_limits }: AtEdge,
  ofAll: (buyers: Buyers) => Differentiable,
  buyers: Buyers,
): Estimate<Name> {
  const own_names = own_limits.map((_, k) => String(k))
  const likelihood = (sample: Buyers): Differentiable => {
    const whole = ofAll(sample)
    return (own) => {
      const { value, gradient } = whole(logs(own))
      const by = slopes(own)
      const slope = (k: number) => sumOf(by, (row, i) => (row[k] === 0 ? 0 : row[k]! * gradient[i]!))
      return { value, gradient: own.map((_, k) => slope(k)) }
    }
  }
  const fit = fitLikelihood(own_names, likelihood, buyers, start, own_limits)
  if (fit.reason !== null) return fit
  const own = own_names.map((name) => Math.log(fit.parameters[name]!))
  const [by, values] = [slopes(own), logs(own).map(Math.exp)]
  const covariance = by.map((one) =>
    by.map((other) => sumOf(fit.covariance, (row, k) => one[k]! * sumOf(row, (each, l) => each * other[l]!))),
  )
  const named = (value: (i: number) => number) =>
    Object.fromEntries(names.map((name, i) => [name, value(i)])) as Record<Name, number>
  return {
    ...fit,
    edge,
    parameters: named((i) => values[i]!),
    errors: named((i) => values[i]! * Math.sqrt(covariance[i]![i]!)),
    covariance,
  }
}

const sumOf = <T>(list: readonly T[], value: (each: T, index: number) => number) =>
  list.reduce((sum, each, index) => sum + value(each, index), 0)
