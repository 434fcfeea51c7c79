import type { Words } from '../metric.ts'
import { wordsOf } from '../words.ts'

const both = (name: string) => ({ en: name, 'zh-CN': name })

/** What the models are called. */
export const modelWords: Words = {
  bg_nbd: both('BG/NBD'),
  pareto_nbd: both('Pareto/NBD'),
  gamma_gamma: both('Gamma–Gamma'),
}

/** The signs of their parameters. */
export const parameterWords: Words = {
  ...Object.fromEntries(['r', 'a', 'b', 's', 'p', 'q', 'v'].map((sign) => [sign, both(sign)])),
  alpha: both('α'),
  beta: both('β'),
  gamma: both('γ'),
}

/** Why a model has no parameters, or a simpler one stands in for it. */
export const reasonWords: Words = {
  ...wordsOf('prediction_reason', [
    'data_gate',
    'no_repeat_buyers',
    'flat_likelihood',
    'not_converged',
    'no_mean_spend',
    'impossible_history',
    'failed',
  ]),
  ...wordsOf('prediction_simpler', [
    'one_chance_to_leave',
    'one_rate',
    'one_rate_of_leaving',
    'nobody_leaves',
    'same_spend_each_time',
    'one_mean_spend',
  ]),
}
