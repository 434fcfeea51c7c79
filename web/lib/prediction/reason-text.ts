import { m } from '../paraglide/messages.js'

const reasons: Readonly<Record<string, () => string>> = {
  data_gate: m.prediction_reason_data_gate,
  no_repeat_buyers: m.prediction_reason_no_repeat_buyers,
  flat_likelihood: m.prediction_reason_flat_likelihood,
  not_converged: m.prediction_reason_not_converged,
  no_mean_spend: m.prediction_reason_no_mean_spend,
  impossible_history: m.prediction_reason_impossible_history,
  failed: m.prediction_reason_failed,
}

const simpler: Readonly<Record<string, () => string>> = {
  one_chance_to_leave: m.prediction_simpler_one_chance_to_leave,
  one_rate: m.prediction_simpler_one_rate,
  one_rate_of_leaving: m.prediction_simpler_one_rate_of_leaving,
  nobody_leaves: m.prediction_simpler_nobody_leaves,
  same_spend_each_time: m.prediction_simpler_same_spend_each_time,
  one_mean_spend: m.prediction_simpler_one_mean_spend,
}

/** Why a model has no parameters, in words; a code that nobody knows as it is. */
export const reasonText = (reason: string) => reasons[reason]?.() ?? reason

/** Which simpler model stands in for a model, in words; null when none does. */
export const simplerText = (reason: string | null) => simpler[reason ?? '']?.() ?? null
