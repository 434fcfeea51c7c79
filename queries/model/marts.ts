import type { Mart, Upkeep } from './model.ts'

const dictionary = (member: string): Mart => ({
  name: `${member}_key`,
  upkeep: 'append',
  order_by: [`${member}_key`],
  columns: { [`${member}_id`]: 'varchar', [`${member}_key`]: 'integer' },
})
const mart = (upkeep: Upkeep, name: string, ...order_by: string[]): Mart => ({ name, upkeep, order_by })

/** Every mart, each after the ones it reads: the order in which a snapshot is built. */
export const marts: readonly Mart[] = [
  dictionary('customer'),
  dictionary('store'),
  dictionary('category'),
  mart('whole', 'calendar', 'day'),
  mart('whole', 'store', 'store_key'),
  mart('whole', 'product', 'product_id'),
  mart('whole', 'cancelled_order', 'order_id'),
  mart('customer', 'grade_span', 'customer_key', 'starts_on'),
  mart('month', 'order_category', 'day', 'store_key', 'category_key', 'order_key'),
  mart('month', 'purchase_order', 'day', 'store_key', 'order_key'),
  mart('month', 'sale_day', 'day', 'store_key', 'channel', 'grade'),
  mart('month', 'table_profile_month', 'table_name', 'day', 'batch_id'),
  mart('month', 'field_profile_month', 'table_name', 'aspect', 'field', 'day'),
  mart('whole', 'data_span', 'first_day'),
  mart('customer', 'visit', 'day', 'store_key', 'customer_key'),
  mart('whole', 'customer_value', 'customer_key'),
  mart('whole', 'survey_response', 'answered_on', 'survey_id'),
  mart('whole', 'complaint_case', 'received_on', 'complaint_id'),
  mart('whole', 'service_contact', 'contacted_on', 'contact_id'),
  mart('customer', 'consent_span', 'customer_key', 'channel', 'starts_on'),
  mart('customer', 'customer', 'customer_key'),
  mart('whole', 'campaign', 'campaign_id'),
  mart('customer', 'campaign_contact', 'campaign_id', 'customer_key'),
  mart('customer', 'campaign_purchase', 'campaign_id', 'customer_key', 'store_key'),
  mart('whole', 'campaign_outcome', 'campaign_id', 'arm', 'store_key', 'grade', 'segment'),
  mart('whole', 'ledger_entry', 'month', 'cost_id'),
  mart('whole', 'target', 'metric', 'starts_on', 'ends_on', 'scope'),
  mart('whole', 'event', 'starts_on', 'ends_on', 'kind', 'label'),
  mart('whole', 'table_profile', 'table_name', 'batch_id'),
  mart('whole', 'field_profile', 'table_name', 'aspect', 'field'),
]
