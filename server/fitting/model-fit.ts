import { fitBgNbd } from '../stats/bg-nbd.ts'
import { total, type Buyers } from '../stats/buyers.ts'
import type { Estimate } from '../stats/fit-likelihood.ts'
import { fitGammaGamma, type GammaGamma } from '../stats/gamma-gamma.ts'
import { fitParetoNbd } from '../stats/pareto-nbd.ts'
import { columnsOf, type Fitted, type FittedRow, type Statistics } from './fitting.ts'

/** Days of a week, the unit of time of the models. */
export const week = 7

const names = [
  ...[
    'part',
    'model',
    'place',
    'parameter',
    'value',
    'standard_error',
    'log_likelihood',
    'customers',
    'reason',
  ],
  ...['covariance_1', 'covariance_2', 'covariance_3', 'covariance_4'],
]

/**
 * The parameters of the models, a row each, with their standard errors; one row with the reason where there are none. Beside
 * parameters, `reason` names the simpler model that stands in.
 * `part` is `now` for all the data and `earlier` for what the back-test fits. `covariance_n` is the covariance of the logarithm
 * of the parameter with that of the nth one. Times in weeks.
 */
export function modelFit(statistics: Statistics): Fitted {
  const [now, earlier, spenders] = [1, 2, 3].map((part) => only(statistics, part)) as [Part, Part, Part]
  const gamma_gamma = safely(() => {
    const { repeats: purchases, spend: mean_spend, buyers } = spenders
    const estimate = fitGammaGamma({ purchases, mean_spend, spenders: buyers })
    return hasMean(estimate) ? estimate : noMean
  })
  const bought = (part: string, model: string, histories: Part, fit: (buyers: Buyers) => Attempt<string>) =>
    rowsOf(
      part,
      model,
      safely(() => fit(weekly(histories))),
      total(histories.buyers),
    )
  return columnsOf(names, [
    ...bought('now', 'bg_nbd', now, fitBgNbd),
    ...rowsOf('now', 'gamma_gamma', gamma_gamma, total(spenders.buyers)),
    ...bought('earlier', 'bg_nbd', earlier, fitBgNbd),
    ...bought('now', 'pareto_nbd', now, fitParetoNbd),
    ...bought('earlier', 'pareto_nbd', earlier, fitParetoNbd),
  ])
}

/** Whether spend has a mean: q is above 1, and so is its lower limit. */
function hasMean(estimate: Estimate<keyof GammaGamma>): boolean {
  if (estimate.reason !== null) return true
  const { parameters, errors } = estimate
  return parameters.q * Math.exp((-1.959963984540054 * errors.q) / parameters.q) > 1
}

const noMean = { reason: 'no_mean_spend' } as const

type Part = Readonly<Record<'repeats' | 'recency_days' | 'age_days' | 'spend' | 'buyers', Float64Array>>
type Attempt<Name extends string> = Estimate<Name> | typeof noMean | { readonly reason: 'failed' }

/** Rows of one part; they lie together. */
function only(statistics: Statistics, part: number): Part {
  const parts = statistics['part']!
  const from = parts.indexOf(part)
  const to = from < 0 ? 0 : parts.lastIndexOf(part) + 1
  const slices = Object.entries(statistics).map(([name, list]) => [
    name,
    list.subarray(Math.max(from, 0), to),
  ])
  return Object.fromEntries(slices) as Part
}

function weekly({ repeats, recency_days, age_days, buyers }: Part): Buyers {
  return {
    repeats,
    recency: recency_days.map((days) => days / week),
    age: age_days.map((days) => days / week),
    buyers,
  }
}

/** Whatever goes wrong in a fit leaves the chain without a prediction, never without its data. */
function safely<Name extends string>(fit: () => Attempt<Name>): Attempt<Name> {
  try {
    return fit()
  } catch {
    return { reason: 'failed' }
  }
}

function rowsOf(part: string, model: string, attempt: Attempt<string>, customers: number): FittedRow[] {
  const about = { part, model, customers }
  if (attempt.reason !== null) {
    const reason = customers === 0 && attempt.reason !== 'failed' ? 'data_gate' : attempt.reason
    return [{ ...about, place: 0, reason }]
  }
  const { parameters, errors, log_likelihood, covariance, edge } = attempt
  return Object.entries(parameters).map(([parameter, value], index) => ({
    ...about,
    place: index + 1,
    parameter,
    value,
    standard_error: errors[parameter]!,
    log_likelihood,
    reason: edge ?? null,
    ...Object.fromEntries(covariance[index]!.map((each, nth) => [`covariance_${nth + 1}`, each])),
  }))
}
