import { canonicalTables, type TableName } from '../../../queries/tables.ts'
import type { ReasonCode } from './reasons.ts'
import type { Note } from '../../../queries/loading/report.ts'

/** A field that is worked out: SQL over `v_<field>` and `t_<field>` of the mapped fields and earlier derivations. */
export interface Derivation {
  readonly field: string
  readonly value: string
  readonly note: Omit<Note, 'rows' | 'field'>
  /** It only fills the gaps of this mapped field. */
  readonly fills?: string
}

/** The shop of a chain whose lines do not name one, and the channel of lines that name none. */
const only_store = 'main'
const usual_channel = 'store'
const usual_window_days = 30

const note = (code: ReasonCode, params: Note['params'] = {}) => ({ code, params })

type Mapped = ReadonlySet<string>
type Rule = (mapped: Mapped) => Derivation[]

/** Derivations of a table for the fields that are mapped, in the order in which they are to be computed. */
export function derivations(table: TableName, mapped: Mapped): Derivation[] {
  return [...(rules[table]?.(mapped) ?? []), ...entryId(table, mapped)]
}

const rules: Readonly<Partial<Record<TableName, Rule>>> = {
  stores: (mapped) => nameFrom('store_id', mapped),
  campaigns: (mapped) => [
    ...nameFrom('campaign_id', mapped),
    ...constant('window_days', `cast(${usual_window_days} as bigint)`, usual_window_days, mapped),
  ],
  complaints: (mapped) => constant('category', `'other'`, 'other', mapped),
  purchases: (mapped) => [
    ...constant('store_id', `'${only_store}'`, only_store, mapped),
    ...constant('channel', `'${usual_channel}'`, usual_channel, mapped),
    ...netAmount(mapped),
    ...quantity(mapped),
    kind(mapped),
    ...orderId(mapped),
    ...lineNo(mapped),
  ],
}

function constant(field: string, value: string, shown: string | number, mapped: Mapped): Derivation[] {
  return mapped.has(field) ? [] : [{ field, value, note: note('derived_constant', { value: shown }) }]
}

function nameFrom(id: string, mapped: Mapped): Derivation[] {
  if (!mapped.has('name')) return [{ field: 'name', value: `v_${id}`, note: note('derived_name') }]
  return [{ field: 'name', value: `coalesce(v_name, v_${id})`, note: note('derived_name'), fills: 'name' }]
}

function netAmount(mapped: Mapped): Derivation[] {
  if (mapped.has('net_amount')) return []
  const discount = mapped.has('discount_amount') ? ' - coalesce(v_discount_amount, 0)' : ''
  const said = discount === '' ? '' : ' − discount_amount'
  if (mapped.has('gross_amount')) {
    const value = `try_cast(v_gross_amount${discount} as decimal(18, 4))`
    return [
      { field: 'net_amount', value, note: note('derived_net_amount', { formula: `gross_amount${said}` }) },
    ]
  }
  if (!mapped.has('unit_price')) return []
  const pieces = mapped.has('quantity') ? `try_cast(v_quantity as decimal(18, 4))` : '1'
  const value = `try_cast(${pieces} * v_unit_price${discount} as decimal(18, 4))`
  const formula = `${mapped.has('quantity') ? 'quantity × ' : ''}unit_price${said}`
  return [{ field: 'net_amount', value, note: note('derived_net_amount', { formula }) }]
}

function quantity(mapped: Mapped): Derivation[] {
  if (mapped.has('quantity')) return []
  const value = `case when v_net_amount < 0 then cast(-1 as double) else cast(1 as double) end`
  return [{ field: 'quantity', value, note: note('derived_quantity') }]
}

function kind(mapped: Mapped): Derivation {
  const sign = `case when v_quantity < 0 or v_net_amount < 0 then 'return' else 'sale' end`
  if (!mapped.has('kind')) return { field: 'kind', value: sign, note: note('derived_kind') }
  const value = `case when t_kind is null or (k_kind is not null and v_kind is null) then ${sign} else v_kind end`
  return { field: 'kind', value, note: note('derived_kind'), fills: 'kind' }
}

function orderId(mapped: Mapped): Derivation[] {
  if (mapped.has('order_id')) return []
  const parts = ['customer_id', 'store_id', 'ordered_at'].filter((field) => mapped.has(field))
  const value = `substr(md5(concat_ws('|', ${parts.map((field) => `coalesce(cast(v_${field} as varchar), '')`).join(', ')})), 1, 16)`
  return [{ field: 'order_id', value, note: note('derived_order_id') }]
}

function lineNo(mapped: Mapped): Derivation[] {
  if (mapped.has('line_no')) return []
  const value = `row_number() over (partition by v_order_id order by _row)`
  return [{ field: 'line_no', value, note: note('derived_line_no') }]
}

/** Tables of entries whose own number may be missing. */
const entries: readonly TableName[] = [
  'surveys',
  'complaints',
  'costs',
  'service_contacts',
  'points',
  'compliance_events',
]

/** Equal content gives the same number on every load; entries that are equal in everything are counted on. */
function entryId(table: TableName, mapped: Mapped): Derivation[] {
  const key = canonicalTables[table].key[0]!
  if (!entries.includes(table) || mapped.has(key)) return []
  const texts = [...mapped].map((field) => `coalesce(cast(t_${field} as varchar), '')`)
  const content = `md5(concat_ws(chr(31), ${texts.join(', ')}))`
  const value = `substr(${content}, 1, 16) || '-' || row_number() over (partition by ${content} order by _row)`
  return [{ field: key, value, note: note('derived_id') }]
}
