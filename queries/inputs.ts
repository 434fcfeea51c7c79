import { canonicalTables, type Field, type TableName } from './tables.ts'

/** A column that a canonical field is worked out from. */
export type Input = Pick<Field, 'type' | 'title' | 'min' | 'max'>

const amount = (en: string, zh: string): Input => ({
  type: 'amount',
  title: { en, 'zh-CN': zh },
  min: -1e9,
  max: 1e9,
})
const time = (en: string, zh: string): Input => ({ type: 'text', title: { en, 'zh-CN': zh } })

/**
 * Columns that may be mapped besides the canonical fields of a table.
 * `unit_price`: net amount = quantity × unit price − discount. `gross_amount`: net amount = gross − discount.
 * `ordered_time`, `received_time`: the time of day where it stands apart from the date.
 */
export const inputs: Readonly<Partial<Record<TableName, Readonly<Record<string, Input>>>>> = {
  purchases: {
    unit_price: amount('Unit price', '单价'),
    gross_amount: amount('Amount before discount', '折前金额'),
    ordered_time: time('Time of day of the order', '下单时刻'),
  },
  complaints: {
    received_time: time('Time of day of the complaint', '受理时刻'),
  },
}

/**
 * Required fields that need no column: what fills them is said in the report.
 * Numbers of entries without a number of their own are made from the content of the row.
 */
export const derivable: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  stores: ['name'],
  purchases: ['order_id', 'line_no', 'store_id', 'channel', 'quantity', 'kind'],
  surveys: ['survey_id'],
  complaints: ['complaint_id', 'category'],
  campaigns: ['name', 'window_days'],
  costs: ['cost_id'],
  service_contacts: ['contact_id'],
  points: ['entry_id'],
  compliance_events: ['event_id'],
}

/** Fields and inputs that a table can be given, in order: all but what the load itself generates. */
export function mappableFields(table: TableName): Readonly<Record<string, Input & Partial<Field>>> {
  const fields = Object.entries(canonicalTables[table].fields)
  const given = fields.filter(([, field]) => field.class !== 'generated')
  return { ...Object.fromEntries(given), ...inputs[table] }
}

/** Required fields that nothing among these fields can fill. */
export function missingFields(table: TableName, mapped: ReadonlySet<string>): string[] {
  const derived = new Set(derivable[table])
  if (mapped.has('unit_price') || mapped.has('gross_amount')) derived.add('net_amount')
  const required = Object.entries(canonicalTables[table].fields).filter(([, field]) => field.required)
  return required.map(([name]) => name).filter((name) => !mapped.has(name) && !derived.has(name))
}
