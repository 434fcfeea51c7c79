import type { Edge, Estimate } from './fit-likelihood.ts'
import type { Differentiable } from './minimise.ts'

/** A model that another becomes at an edge: the logarithms of the other's parameters by its own, and their slopes. */
export interface AtEdge {
  readonly edge: Edge
  readonly start: (mean_age: number) => readonly number[]
  readonly logs: (own: readonly number[]) => readonly number[]
  readonly slopes: (own: readonly number[]) => readonly (readonly number[])[]
  /** The standard error of each of its own logarithms from which on a parameter counts as unknown. */
  readonly limits: readonly number[]
}

/** Not infinite, so that numbers keep their digits: what is to be one for all then varies by a hundredth of itself at most. */
export const without_end = Math.log(10_000)

/** Half the 95 % quantile of χ² with one degree of freedom: a simpler model this much less likely is not spoken against. */
const indifference = 1.920729410347

/**
 * The estimate of a model, or, where its likelihood is highest towards an edge, that of the first simpler model there that the
 * data do not speak against, told in the parameters of the whole; `fitAt` fits a simpler one by its own `names`.
 */
export function orAtEdge<Name extends string>(
  names: readonly Name[],
  whole: Estimate<Name>,
  edges: readonly AtEdge[],
  fitAt: (names: readonly string[], at: AtEdge) => Estimate<string>,
): Estimate<Name> {
  if (whole.reason !== 'flat_likelihood' && whole.reason !== 'not_converged') return whole
  for (const at of edges) {
    const own_names = at.limits.map((_, k) => String(k))
    const simpler = fitAt(own_names, at)
    if (simpler.reason === null && simpler.log_likelihood > whole.log_likelihood! - indifference)
      return told(names, at, own_names, simpler)
  }
  return whole
}

/** A function of the logarithms of the whole model's parameters as one of the simpler model's own. */
export function atEdge({ logs, slopes }: AtEdge, whole: Differentiable): Differentiable {
  return (own) => {
    const { value, gradient } = whole(logs(own))
    const by = slopes(own)
    const slope = (k: number) => sumOf(by, (row, i) => (row[k] === 0 ? 0 : row[k]! * gradient[i]!))
    return { value, gradient: own.map((_, k) => slope(k)) }
  }
}

function told<Name extends string>(
  names: readonly Name[],
  { edge, logs, slopes }: AtEdge,
  own_names: readonly string[],
  fit: Estimate<string> & { readonly reason: null },
): Estimate<Name> {
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
