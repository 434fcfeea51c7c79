import { Matrix, CholeskyDecomposition, inverse } from 'ml-matrix'
import { counted, sampleOf, total, type Buyers } from './buyers.ts'
import { atEdge, orAtEdge, type AtEdge } from './fit-at-edge.ts'
import { hessian, minimise, type Differentiable, type Minimum } from './minimise.ts'

/** Why a model that was fitted cannot be used. */
export type NoFit =
  /** Nothing to fit: no buyer, or none who came back. */
  | 'no_repeat_buyers'
  /** The search for the best parameters did not come to an end. */
  | 'not_converged'
  /** The data do not tell parameters apart: very different ones explain them equally well. */
  | 'flat_likelihood'
  /** A history that cannot have been: a last purchase after the end, a part of a purchase, a time that is no number. */
  | 'impossible_history'

/**
 * What the likelihood may say without end: buyers all buy at one rate, leave with one probability or at one rate, or never
 * leave; or a buyer spends the same each time, or all of them the same on average.
 */
export type Edge =
  | 'one_rate'
  | 'one_chance_to_leave'
  | 'one_rate_of_leaving'
  | 'nobody_leaves'
  | 'same_spend_each_time'
  | 'one_mean_spend'

/** Parameters that explain the data best, or the reason why there are none. */
export type Estimate<Name extends string> =
  | {
      readonly reason: null
      readonly parameters: Readonly<Record<Name, number>>
      /** Standard errors of the parameters, from the curvature at the maximum. */
      readonly errors: Readonly<Record<Name, number>>
      readonly log_likelihood: number
      /** Covariance of the logarithms of the parameters, in the order of the names. */
      readonly covariance: readonly (readonly number[])[]
      readonly iterations: number
      /** Which simpler model stands in, where the likelihood is highest at its edge. */
      readonly edge?: Edge
    }
  | {
      readonly reason: NoFit
      /** Of the best parameters found, where they were looked for. */ readonly log_likelihood?: number
    }

/** A standard error of a logarithm above this makes a parameter unknown within a factor of fifty. */
export const unknowable = 2
/** Parameters beyond e^±this are at the edge of what means anything. */
const edge = 12
/** Of more groups than this, a first look is taken at so many buyers. */
const firstLook = 5_000
/** Of more groups than this, a second look is taken at so many buyers, and nothing is worked out of all that need not be. */
const secondLook = 100_000

/** What to search: the parameters of a model, its first guess given the mean age of a buyer, and how well each is to be known. */
export interface Search<Name extends string> {
  readonly names: readonly Name[]
  readonly start: (mean_age: number) => readonly number[]
  /** The standard error of each logarithm from which on a parameter counts as unknown. */
  readonly limits: readonly number[]
  /** What the model becomes at its edges, those with more parameters first. */
  readonly edges: readonly AtEdge[]
}

/**
 * Maximum likelihood over positive parameters, searched by their logarithms: first on parts of a large population, then on all.
 * `likelihood` gives minus the log-likelihood of buyers. Where it is highest towards an edge, the simpler model there stands in.
 */
export function fitLikelihood<Name extends string>(
  { names, start, limits, edges }: Search<Name>,
  likelihood: (buyers: Buyers) => Differentiable,
  given: Buyers,
): Estimate<Name> {
  const buyers = given.buyers.length > secondLook ? counted(given) : given
  const n = total(buyers.buyers)
  let came_back = 0
  let ages = 0
  for (let i = 0; i < buyers.buyers.length; i += 1) {
    if (!isPossible(buyers, i)) return { reason: 'impossible_history' }
    if (buyers.repeats[i]! > 0) came_back += buyers.buyers[i]!
    ages += buyers.buyers[i]! * buyers.age[i]!
  }
  if (came_back === 0 || !(ages > 0)) return { reason: 'no_repeat_buyers' }
  const parts = [firstLook, secondLook].filter((most) => most < buyers.buyers.length)
  const looks = [...parts.map((most) => sampleOf(buyers, most)), buyers].map((some) => ({
    f: likelihood(some),
    n: total(some.buyers),
  }))
  const fitted = <Own extends string>(own: Omit<Search<Own>, 'edges'>, at?: AtEdge) => {
    const functions = looks.map(({ f, n }) => perOne(at ? atEdge(at, f) : f, n))
    const found = searchThrough(functions, own.start(ages / n))
    return estimateAt(own.names, found, { f: functions.at(-1)!, n, is_long: parts.length > 1 }, own.limits)
  }
  return orAtEdge(names, fitted({ names, start, limits }), edges, (own_names, at) =>
    fitted({ names: own_names, start: at.start, limits: at.limits }, at),
  )
}

/**
 * The minimum of the last of several functions that are much the same, each searched from where the one before ended. Where the
 * first came to no end, the second is searched as if there had been none; where that did not either, the third, which takes
 * longest, is hardly searched any more: what so many buyers do not tell stays untold. Only of the first a search that gets stuck
 * looks around.
 */
function searchThrough(functions: readonly Differentiable[], start: readonly number[]): Minimum {
  const [first, ...others] = functions
  let found = minimise(first!, start, { edge })
  for (const [nth, f] of others.entries()) {
    const { converged, point, inverse } = found
    const patience = { edge, looks_around: false }
    if (converged) found = minimise(f, point, { ...patience, inverse })
    else if (nth === 0) found = minimise(f, start, patience)
    else found = minimise(f, point, { ...patience, inverse, iterations: 5 })
  }
  return found
}

function isPossible({ repeats, recency, age, buyers }: Buyers, i: number): boolean {
  const [x, last, end, n] = [repeats[i]!, recency[i]!, age[i]!, buyers[i]!]
  return Number.isInteger(x) && x >= 0 && last >= 0 && last <= end && end < Infinity && n >= 0 && n < Infinity
}

/** The same function for one of `n`, so that a search sees numbers of one size whatever the population. */
export function perOne(f: Differentiable, n: number): Differentiable {
  return (point) => {
    if (point.some((each) => Math.abs(each) > 2 * edge))
      return { value: Infinity, gradient: point.map(() => 0) }
    const { value, gradient } = f(point)
    return { value: value / n, gradient: gradient.map((each) => each / n) }
  }
}

/**
 * What is known at the end of a search over the logarithms of the parameters; `f` is minus the log-likelihood of one of `n`;
 * where `is_long`, it is asked as seldom as possible. Refused: parameters at the edge of what numbers can say, and a maximum that is flat in some
 * direction: the standard error of a logarithm reaches its limit.
 */
export function estimateAt<Name extends string>(
  names: readonly Name[],
  { point, value, gradient, converged, iterations }: Minimum,
  { f, n, is_long = false }: { readonly f: Differentiable; readonly n: number; readonly is_long?: boolean },
  limits: readonly number[] = names.map(() => unknowable),
): Estimate<Name> {
  const log_likelihood = -n * value
  const flat = { reason: 'flat_likelihood', log_likelihood } as const
  if (point.some((each) => Math.abs(each) > edge)) return flat
  if (!converged) return { reason: 'not_converged', log_likelihood }
  const curvature = new Matrix(hessian(f, point, is_long ? gradient : undefined)).mul(n)
  if (!new CholeskyDecomposition(curvature).isPositiveDefinite()) return flat
  const covariance = inverse(curvature).to2DArray()
  const spread = covariance.map((row, i) => Math.sqrt(row[i]!))
  if (spread.some((each, i) => !(each < limits[i]!))) return flat
  const named = (value: (index: number) => number) =>
    Object.fromEntries(names.map((name, i) => [name, value(i)])) as Record<Name, number>
  return {
    reason: null,
    parameters: named((i) => Math.exp(point[i]!)),
    errors: named((i) => Math.exp(point[i]!) * spread[i]!),
    log_likelihood,
    covariance,
    iterations,
  }
}
