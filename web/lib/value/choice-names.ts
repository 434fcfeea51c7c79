import { m } from '../paraglide/messages.js'

const names: Readonly<Record<string, () => string>> = {
  occasions: m.value_choice_occasions,
  orders: m.value_choice_orders,
  net_sales: m.value_choice_net_sales,
  purchases: m.value_choice_purchases,
  quantile: m.value_choice_quantile,
  rank_first: m.value_choice_rank_first,
  cut_points: m.value_choice_cut_points,
  fixed: m.value_choice_fixed,
  mean: m.value_choice_mean,
  threshold: m.value_choice_threshold,
  model: m.value_choice_model,
  first_purchase: m.value_choice_first_purchase,
  rf: m.value_choice_rf,
  rfm: m.value_choice_rfm,
}

/** A choice of the settings in words. */
export const choiceName = (choice: string): string => names[choice]?.() ?? choice
