import type { Mart } from './model.ts'

const dictionary = (member: string): Mart => ({
  name: `${member}_key`,
  upkeep: 'append',
  order_by: [`${member}_key`],
  columns: { [`${member}_id`]: 'varchar', [`${member}_key`]: 'integer' },
})

/** Every mart, each after the ones it reads: the order in which a snapshot is built. */
export const marts: readonly Mart[] = [
  dictionary('customer'),
  dictionary('store'),
  dictionary('category'),
  { name: 'calendar', upkeep: 'whole', order_by: ['day'] },
  { name: 'store', upkeep: 'whole', order_by: ['store_key'] },
  { name: 'cancelled_order', upkeep: 'whole', order_by: ['order_id'] },
  { name: 'grade_span', upkeep: 'customer', order_by: ['customer_key', 'starts_on'] },
  { name: 'order_category', upkeep: 'month', order_by: ['day', 'store_key', 'category_key', 'order_key'] },
  { name: 'purchase_order', upkeep: 'month', order_by: ['day', 'store_key', 'order_key'] },
  { name: 'sale_day', upkeep: 'month', order_by: ['day', 'store_key', 'channel', 'grade'] },
  { name: 'data_span', upkeep: 'whole', order_by: ['first_day'] },
  { name: 'visit', upkeep: 'customer', order_by: ['day', 'store_key', 'customer_key'] },
  { name: 'customer_value', upkeep: 'whole', order_by: ['customer_key'] },
  { name: 'survey_response', upkeep: 'whole', order_by: ['answered_on', 'survey_id'] },
  { name: 'complaint_case', upkeep: 'whole', order_by: ['received_on', 'complaint_id'] },
  { name: 'service_contact', upkeep: 'whole', order_by: ['contacted_on', 'contact_id'] },
  { name: 'consent_span', upkeep: 'customer', order_by: ['customer_key', 'channel', 'starts_on'] },
  { name: 'customer', upkeep: 'customer', order_by: ['customer_key'] },
  { name: 'campaign', upkeep: 'whole', order_by: ['campaign_id'] },
  { name: 'campaign_customer', upkeep: 'customer', order_by: ['campaign_id', 'customer_key'] },
  {
    name: 'campaign_outcome',
    upkeep: 'whole',
    order_by: ['campaign_id', 'arm', 'store_key', 'grade', 'segment'],
  },
  { name: 'ledger_entry', upkeep: 'whole', order_by: ['month', 'cost_id'] },
  { name: 'target', upkeep: 'whole', order_by: ['metric', 'starts_on', 'ends_on', 'scope'] },
  { name: 'event', upkeep: 'whole', order_by: ['starts_on', 'ends_on', 'kind', 'label'] },
  { name: 'member', upkeep: 'whole', order_by: ['dimension', 'position', 'member'] },
  { name: 'table_profile', upkeep: 'whole', order_by: ['table_name', 'batch_id'] },
  { name: 'table_profile_month', upkeep: 'month', order_by: ['table_name', 'day', 'batch_id'] },
  { name: 'field_profile', upkeep: 'whole', order_by: ['table_name', 'aspect', 'field'] },
  { name: 'field_profile_month', upkeep: 'month', order_by: ['table_name', 'aspect', 'field', 'day'] },
]
