import { fitBgNbd } from '../stats/bg-nbd.ts'
import type { Buyers } from '../stats/buyers.ts'
import type { Estimate } from '../stats/fit-likelihood.ts'
import { fitGammaGamma, type GammaGamma } from '../stats/gamma-gamma.ts'
import { fitParetoNbd } from '../stats/pareto-nbd.ts'

/** Days of a week, the unit of time of the models. */
export const week = 7

/** What buyers did, each history once, and how many have it. */
export type Histories = Readonly<
  Record<'repeats' | 'recency_days' | 'age_days' | 'spend' | 'buyers', Float64Array>
>

/** A model, and the histories that it is to be fitted to. */
export interface FitWork {
  readonly model: 'bg_nbd' | 'pareto_nbd' | 'gamma_gamma'
  readonly histories: Histories
}

/** What came of a fit. */
export type Attempt = Estimate<string> | { readonly reason: 'no_mean_spend' | 'failed' }

/** Fits one model. Whatever goes wrong leaves the chain without a prediction, never without its data. */
export function fitOne({ model, histories }: FitWork): Attempt {
  try {
    if (model === 'gamma_gamma') return spendModel(histories)
    return model === 'bg_nbd' ? fitBgNbd(weekly(histories)) : fitParetoNbd(weekly(histories))
  } catch {
    return { reason: 'failed' }
  }
}

function spendModel({ repeats: purchases, spend: mean_spend, buyers: spenders }: Histories): Attempt {
  const estimate = fitGammaGamma({ purchases, mean_spend, spenders })
  return hasMean(estimate) ? estimate : { reason: 'no_mean_spend' }
}

/** Whether spend has a mean: q is above 1, and so is its lower limit. */
function hasMean(estimate: Estimate<keyof GammaGamma>): boolean {
  if (estimate.reason !== null) return true
  const { parameters, errors } = estimate
  return parameters.q * Math.exp((-1.959963984540054 * errors.q) / parameters.q) > 1
}

function weekly({ repeats, recency_days, age_days, buyers }: Histories): Buyers {
  return {
    repeats,
    recency: recency_days.map((days) => days / week),
    age: age_days.map((days) => days / week),
    buyers,
  }
}
