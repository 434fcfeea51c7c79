import type { Moments } from './moments.ts'
import { differenceOf, unknownSpread } from './welch.ts'
import type { Difference, VariancePart } from './welch.ts'

/** People alike before the start: those who were treated and those who were not. Null where there is nobody. */
export interface Stratum {
  readonly treated: Moments | null
  readonly compared: Moments | null
}

/** The difference that is left between the treated and people like them. */
export interface MatchedDifference extends Difference {
  /** Means over the treated that found somebody alike; the compared are weighted to be as the treated are. */
  readonly treated_mean: number
  readonly compared_mean: number
  /** Treated in strata with at least two people to compare with. */
  readonly matched: number
  readonly treated: number
  readonly compared: number
}

/**
 * Effect on the treated by exact matching on strata: the difference within each stratum, weighted by its treated. Strata
 * with fewer than two to compare with are left out and counted. Null when nobody can be matched. It is no experiment:
 * what the strata do not know of can still explain the difference.
 */
export function matchedDifference(strata: readonly Stratum[]): MatchedDifference | null {
  const usable = strata.flatMap(({ treated, compared }) =>
    treated && compared?.variance != null ? [{ treated, compared, variance: compared.variance }] : [],
  )
  const matched = total(usable.map(({ treated }) => treated.n))
  if (matched === 0) return null
  const weighted = (of: (stratum: (typeof usable)[number]) => number) =>
    total(usable.map((stratum) => (stratum.treated.n / matched) * of(stratum)))
  const treated_mean = weighted(({ treated }) => treated.mean)
  const compared_mean = weighted(({ compared }) => compared.mean)
  const lone = pooledVariance(usable.map(({ treated }) => treated))
  const parts = usable.flatMap(({ treated, compared, variance }): VariancePart[] => {
    const share = (treated.n / matched) ** 2
    const own = treated.variance ?? lone
    return [
      { variance: own === null ? NaN : (share * own) / treated.n, df: Math.max(1, treated.n - 1) },
      { variance: (share * variance) / compared.n, df: compared.n - 1 },
    ]
  })
  const difference = treated_mean - compared_mean
  const known = parts.every(({ variance }) => !Number.isNaN(variance))
  return {
    ...(known ? differenceOf(difference, parts) : unknownSpread(difference)),
    ...{ treated_mean, compared_mean, matched },
    treated: total(strata.map(({ treated }) => treated?.n ?? 0)),
    compared: total(usable.map(({ compared }) => compared.n)),
  }
}

/** Variance within strata, for a stratum with one person only; null when no stratum has two. */
function pooledVariance(samples: readonly Moments[]): number | null {
  const freedom = total(samples.map(({ n, variance }) => (variance === null ? 0 : n - 1)))
  return freedom === 0 ? null : total(samples.map(({ n, variance }) => (variance ?? 0) * (n - 1))) / freedom
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
