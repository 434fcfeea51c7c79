import type { TableName } from '../../../queries/tables.ts'
import { m } from '../paraglide/messages.js'

/** What a canonical table makes possible, in a few words. */
export const tablePurposes: Readonly<Record<TableName, () => string>> = {
  stores: m.data_purpose_stores,
  products: m.data_purpose_products,
  customers: m.data_purpose_customers,
  consents: m.data_purpose_consents,
  purchases: m.data_purpose_purchases,
  surveys: m.data_purpose_surveys,
  survey_items: m.data_purpose_survey_items,
  complaints: m.data_purpose_complaints,
  complaint_events: m.data_purpose_complaint_events,
  campaigns: m.data_purpose_campaigns,
  campaign_contacts: m.data_purpose_campaign_contacts,
  costs: m.data_purpose_costs,
  service_contacts: m.data_purpose_service_contacts,
  points: m.data_purpose_points,
  compliance_events: m.data_purpose_compliance_events,
  grades: m.data_purpose_grades,
  targets: m.data_purpose_targets,
  holidays: m.data_purpose_holidays,
}
