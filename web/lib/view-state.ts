import { grains } from '../../queries/parameters.ts'
import type { Grain } from '../../queries/parameters.ts'

export const dimensions = ['region', 'store', 'channel', 'category', 'grade', 'segment'] as const
/** What the filter bar can filter by. */
export type Dimension = (typeof dimensions)[number]
/** The members filtered for, by dimension, or with a leading `!` those left out; an empty list filters nothing. */
export type Filters = Readonly<Record<Dimension, readonly string[]>>

export const compareChoices = ['both', 'previous', 'last_year', 'none'] as const
/** What is compared with: both, one of them, or nothing. */
export type CompareChoice = (typeof compareChoices)[number]

/** What a page's address says about the view. Null where the address leaves it to the product. */
export interface ViewState {
  readonly period: string | null
  readonly compare: CompareChoice
  readonly align_spring_festival: boolean
  /** Month in which the financial year starts, 1–12. */
  readonly fiscal_start: number
  readonly grain: Grain | null
  readonly filters: Filters
}

/** Reads a view from an address; what it does not understand falls back to the default. */
export function readView(search: URLSearchParams): ViewState {
  const filters = Object.fromEntries(
    dimensions.map((name) => [name, [...new Set(search.getAll(name))].filter(Boolean)]),
  )
  const fiscal = Number(search.get('fiscal_start') ?? 1)
  return {
    period: search.get('period'),
    compare: among(compareChoices, search.get('compare')) ?? 'both',
    align_spring_festival: search.get('align') === 'spring_festival',
    fiscal_start: Number.isInteger(fiscal) && fiscal >= 1 && fiscal <= 12 ? fiscal : 1,
    grain: among(grains, search.get('grain')) ?? null,
    filters: filters as unknown as Filters,
  }
}

/** Writes a view into an address: defaults are left out, parameters of the page itself are kept. */
export function writeView(state: ViewState, rest: URLSearchParams = new URLSearchParams()): URLSearchParams {
  const own = new URLSearchParams()
  if (state.period) own.set('period', state.period)
  if (state.compare !== 'both') own.set('compare', state.compare)
  if (state.align_spring_festival) own.set('align', 'spring_festival')
  if (state.fiscal_start !== 1) own.set('fiscal_start', String(state.fiscal_start))
  if (state.grain) own.set('grain', state.grain)
  for (const name of dimensions) for (const member of state.filters[name]) own.append(name, member)
  for (const [name, value] of rest) if (!viewParams.has(name)) own.append(name, value)
  return own
}

const viewParams = new Set<string>(['period', 'compare', 'align', 'fiscal_start', 'grain', ...dimensions])

/** The filters after a click on a member: alone it replaces the dimension, or clears it when it was the only one; added it joins or leaves. */
export function toggled(filters: Filters, dimension: Dimension, member: string, additive: boolean): Filters {
  const now = filters[dimension]
  const has = now.includes(member)
  const others = now.filter((one) => one !== member && one !== leftOut(member))
  const next = additive ? (has ? others : [...others, member]) : has && others.length === 0 ? [] : [member]
  return { ...filters, [dimension]: next }
}

/** How a filter names a member that it leaves out. */
export const leftOut = (member: string) => `!${member}`

/** The member that a filter names, and whether it leaves it out. */
export function readMember(text: string): { member: string; is_out: boolean } {
  return text.startsWith('!') ? { member: text.slice(1), is_out: true } : { member: text, is_out: false }
}

/** The filters without a member: it leaves those that are named; where others are named alone or none is, it is left out. */
export function without(filters: Filters, dimension: Dimension, member: string): Filters {
  const named = filters[dimension].filter((one) => !readMember(one).is_out)
  const out = filters[dimension].filter((one) => readMember(one).is_out && one !== leftOut(member))
  const others = named.filter((one) => one !== member)
  const next =
    others.length > 0 && others.length < named.length ? [...others, ...out] : [...out, leftOut(member)]
  return { ...filters, [dimension]: next }
}

/** Whether the filters keep a member: no others are named alone, and it is not left out. */
export function keeps(filters: Filters, dimension: Dimension, member: string): boolean {
  const named = filters[dimension].filter((one) => !readMember(one).is_out)
  return (named.length === 0 || named.includes(member)) && !filters[dimension].includes(leftOut(member))
}

/** How many members are filtered for, over all dimensions. */
export function filterCount(filters: Filters): number {
  return dimensions.reduce((count, name) => count + filters[name].length, 0)
}

function among<const T extends string>(choices: readonly T[], text: string | null): T | null {
  return choices.find((choice) => choice === text) ?? null
}
