import type { alarms } from '../../../queries/complaints/alarms.ts'
import type { systemic } from '../../../queries/complaints/systemic.ts'
import type { Row } from '../../../queries/metric.ts'
import { format } from '../format.ts'
import { m } from '../paraglide/messages.js'

/** What was to be expected, to a tenth; none at all is a plain zero. */
export const expectedText = (expected: number | null): string =>
  format(expected, 'quantity', { digits: expected !== null && expected < 0.05 ? 0 : 1 })

type Alarm = Row<typeof alarms>
type Systemic = Row<typeof systemic>

/** What an alarm is about: the store with the category, the product with the cause, or either alone. */
export function alarmName({
  series,
  store_name,
  store_id,
  category,
  root_cause,
  product_name,
  product_id,
}: Alarm) {
  const store = store_name ?? store_id ?? ''
  const product = product_name ?? product_id ?? ''
  if (series === 'store_category') return m.complaints_pair({ a: store, b: category ?? '' })
  if (series === 'product_cause') return m.complaints_pair({ a: product, b: root_cause ?? '' })
  if (series === 'store') return store
  if (series === 'product') return product
  if (series === 'root_cause') return root_cause ?? ''
  return series === 'category' ? (category ?? '') : m.complaints_whole_chain()
}

/** What is said after the name: the leading cause where the name does not hold it. */
export function alarmCause({ series, root_cause }: Alarm): string | null {
  return series === 'product_cause' || series === 'root_cause' ? null : root_cause
}

/** What a systemic cell is about. */
export function systemicName({
  crossing,
  store_name,
  category,
  root_cause,
  product_name,
  product_id,
}: Systemic) {
  const product = product_name ?? product_id ?? ''
  if (crossing === 'store') return m.complaints_pair({ a: store_name ?? '', b: category ?? '' })
  if (crossing === 'product') return m.complaints_pair({ a: product, b: root_cause ?? '' })
  return [store_name, category, product].filter(Boolean).join(' · ')
}

/** A cell that an alarm or a systemic cause is about. */
export interface CauseCell {
  readonly kind: string
  readonly store_id: string | null
  readonly category: string | null
  readonly root_cause: string | null
  readonly product_id: string | null
}

const told_by_category = ['store_category', 'category', 'systemic_store', 'systemic_store_product']
const told_by_cause = ['product_cause', 'root_cause', 'systemic_product']

/** Parameters of the page that show a cell alone; its store goes among the filters. */
export function cellFocus({ kind, category, root_cause, product_id }: CauseCell) {
  return {
    complaint_category: told_by_category.includes(kind) ? category : null,
    complaint_subcategory: null,
    root_cause: told_by_cause.includes(kind) ? root_cause : null,
    product: product_id,
    lens: null,
  }
}
