import type { BgNbd } from '../stats/bg-nbd.ts'
import type { GammaGamma } from '../stats/gamma-gamma.ts'
import type { ParetoNbd } from '../stats/pareto-nbd.ts'
import type { FittedRow } from './fitting.ts'

/** A fitted model as it lies in the mart `model_fit`. */
export interface Fit<Model> {
  readonly parameters: Model
  /** Covariance of the logarithms of the parameters, in the order of the model. */
  readonly covariance: readonly (readonly number[])[]
}

/** The repeat-buying model of a part; null when there is none. */
export function bgNbdOf(rows: readonly FittedRow[], part: 'now' | 'earlier'): Fit<BgNbd> | null {
  return fitOf<BgNbd>(rows.filter((row) => row['part'] === part && row['model'] === 'bg_nbd'))
}

/** The other repeat-buying model of a part; null when there is none. */
export function paretoNbdOf(rows: readonly FittedRow[], part: 'now' | 'earlier'): Fit<ParetoNbd> | null {
  return fitOf<ParetoNbd>(rows.filter((row) => row['part'] === part && row['model'] === 'pareto_nbd'))
}

/** The spend model; null when there is none. */
export function gammaGammaOf(rows: readonly FittedRow[]): Fit<GammaGamma> | null {
  return fitOf<GammaGamma>(rows.filter((row) => row['model'] === 'gamma_gamma'))
}

function fitOf<Model>(rows: readonly FittedRow[]): Fit<Model> | null {
  const placed = rows.filter(({ parameter }) => parameter !== null)
  if (placed.length === 0) return null
  const sorted = placed.toSorted((a, b) => Number(a['place']) - Number(b['place']))
  return {
    parameters: Object.fromEntries(sorted.map(({ parameter, value }) => [parameter, value])) as Model,
    covariance: sorted.map((row) => sorted.map((_, nth) => Number(row[`covariance_${nth + 1}`]))),
  }
}
