import { list, who as whoChoices } from '../../../queries/customers/list.ts'

export type Who = (typeof whoChoices)[number]
export type Column = Exclude<keyof typeof list.columns, 'total_customers'>
export type SortKey = (typeof list.params.sort.choices)[number]

export const columns = Object.keys(list.columns).filter((name) => name !== 'total_customers') as Column[]
export const page_size = 500
/** A phone shows cards, which are drawn all at once. */
export const phone_page_size = 50

const hidden_at_first: readonly Column[] = [
  ...(['city', 'customer_type', 'joined_on', 'first_purchase_on'] as const),
  ...(['visits_12m', 'care_contacts_12m'] as const),
  ...([
    'purchases_90',
    'purchases_365',
    'purchases_365_low',
    'purchases_365_high',
    'clv_low',
    'clv_high',
  ] as const),
]
const shown_at_first = columns.filter((name) => !hidden_at_first.includes(name))

/** What the address says about the list beyond period and filters. */
export interface ListState {
  readonly who: Who
  /** Which mark of another page the list is behind; empty when it is behind none. */
  readonly of: string
  readonly into: string
  readonly method: string
  readonly sort: SortKey
  readonly descending: boolean
  readonly offset: number
  readonly columns: readonly Column[]
  /** Days without a purchase that make a customer lapsed. */
  readonly inactive_days: number
}

/** Reads the list's own parameters; what it does not understand falls back to the default. */
export function readList(own: (name: string) => string | null): ListState {
  const asked = (own('columns') ?? '').split('.')
  const chosen = columns.filter((name) => name === 'customer_id' || asked.includes(name))
  return {
    who: among(whoChoices, own('who')) ?? list.params.who.default,
    of: own('of') ?? '',
    into: own('into') ?? '',
    method: own('method') ?? '',
    sort: among(list.params.sort.choices, own('sort')) ?? list.params.sort.default,
    descending: own('order') !== 'ascending',
    offset: whole(own('offset')) ?? 0,
    columns: own('columns') === null ? shown_at_first : chosen,
    inactive_days: whole(own('inactive_days')) || list.params.inactive_days.default,
  }
}

/** The parameters that write a changed list into an address; null removes one that says the default. */
export function writeList(changes: Partial<ListState>): Record<string, string | null> {
  const written: Record<string, string | null> = {}
  if (changes.who !== undefined)
    Object.assign(written, { who: changes.who, of: null, into: null, method: null })
  if (changes.sort !== undefined)
    written.sort = changes.sort === list.params.sort.default ? null : changes.sort
  if (changes.descending !== undefined) written.order = changes.descending ? null : 'ascending'
  if (changes.columns !== undefined)
    written.columns = same(changes.columns, shown_at_first) ? null : changes.columns.join('.')
  written.offset = changes.offset ? String(changes.offset) : null
  return written
}

/** The columns after a tick: added in the order of the list, or removed; the customer's number always stays. */
export function toggledColumn(shown: readonly Column[], name: Column): readonly Column[] {
  if (name === 'customer_id') return shown
  return columns.filter((one) => (one === name ? !shown.includes(one) : shown.includes(one)))
}

export const isSortable = (name: string): name is SortKey =>
  (list.params.sort.choices as readonly string[]).includes(name)

function among<const T extends string>(choices: readonly T[], text: string | null): T | null {
  return choices.find((choice) => choice === text) ?? null
}

function whole(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null
}

const same = (a: readonly string[], b: readonly string[]) => a.join() === b.join()
