import type { Indicator } from '../../../queries/kpi/scorecard.ts'
import { m } from '../paraglide/messages.js'

const names: Readonly<Record<Indicator, () => string>> = {
  profile_completeness: m.overview_profile_completeness,
  contact_share: m.overview_contact_share,
  consent_share: m.overview_consent_share,
  identified_share: m.overview_identified_share,
  answered_in_time_share: m.overview_answered_in_time_share,
  planned_contacts_done_share: m.overview_planned_contacts_done_share,
  contacts_per_active_customer: m.overview_contacts_per_active_customer,
  opt_out_rate: m.overview_opt_out_rate,
  net_sales_per_active_customer: m.overview_net_sales_per_active_customer,
  average_order_value: m.overview_average_order_value,
  gross_margin_rate: m.overview_gross_margin_rate,
  repeat_rate: m.overview_repeat_rate,
  nps: m.overview_nps,
  csat: m.overview_csat,
  response_rate: m.overview_response_rate,
  complaints_per_1000_orders: m.overview_complaints_per_1000_orders,
}

/** Names of the scorecard's indicators by their code. */
export const indicatorNames: Readonly<Record<string, (() => string) | undefined>> = names
