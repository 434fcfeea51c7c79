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

/** The filters after a click on a member. */
export function toggled(filters: Filters, dimension: Dimension, member: string, additive: boolean): Filters {
  return { ...filters, [dimension]: toggledMember(filters[dimension], member, additive) }
}

/** The members after a click on one: alone it replaces all, or clears them when it was the only one; added it joins or leaves. */
export function toggledMember(now: readonly string[], member: string, additive: boolean): readonly string[] {
  const has = now.includes(member)
  const others = now.filter((one) => one !== member && one !== leftOut(member))
  return additive ? (has ? others : [...others, member]) : has && others.length === 0 ? [] : [member]
}

/** How a filter names a member that it leaves out. */
export const leftOut = (member: string) => `!${member}`

/** The member that a filter names, and whether it leaves it out. */
export function readMember(text: string): { member: string; is_out: boolean } {
  return text.startsWith('!') ? { member: text.slice(1), is_out: true } : { member: text, is_out: false }
}

/** The filters without a member. */
export function without(filters: Filters, dimension: Dimension, member: string): Filters {
  return { ...filters, [dimension]: withoutMember(filters[dimension], member) }
}

/** The members without one: it leaves those that are named; where others are named alone or none is, it is left out. */
export function withoutMember(now: readonly string[], member: string): readonly string[] {
  const named = now.filter((one) => !readMember(one).is_out)
  const out = now.filter((one) => readMember(one).is_out && one !== leftOut(member))
  const others = named.filter((one) => one !== member)
  return others.length > 0 && others.length < named.length ? [...others, ...out] : [...out, leftOut(member)]
}

/** Whether the filters keep a member. */
export function keeps(filters: Filters, dimension: Dimension, member: string): boolean {
  return keepsMember(filters[dimension], member)
}

/** Whether a list of members keeps one: no others are named alone, and it is not left out. */
export function keepsMember(list: readonly string[], member: string): boolean {
  const named = list.filter((one) => !readMember(one).is_out)
  return (named.length === 0 || named.includes(member)) && !list.includes(leftOut(member))
}

/** How many members are filtered for, over all dimensions. */
export function filterCount(filters: Filters): number {
  return dimensions.reduce((count, name) => count + filters[name].length, 0)
}

function among<const T extends string>(choices: readonly T[], text: string | null): T | null {
  return choices.find((choice) => choice === text) ?? null
}
