import { goto } from '$app/navigation'
import { page } from '$app/state'
import { compare, defaultPeriod, readPeriod } from '../../queries/calendar.ts'
import type { Comparison, Period } from '../../queries/calendar.ts'
import type { Range } from '../../queries/day.ts'
import { chain } from './chain.svelte.ts'
import { dimensions, filterCount, keeps, readView, toggled, without, writeView } from './view-state.ts'
import type { Dimension, Filters, ViewState } from './view-state.ts'

/** Changes of a view: any part of its state, and parameters of the page itself (null removes one, a list gives it several values). */
export interface ViewChanges extends Partial<ViewState> {
  readonly own?: Readonly<Record<string, string | readonly string[] | null>>
}

/** What is looked at. The address is its only home: every change is a navigation, and back undoes it. */
class View {
  state = $derived(readView(page.url.searchParams))
  filters = $derived<Filters>(this.state.filters)
  filter_count = $derived(filterCount(this.filters))

  /** Last day known: today or the end of the data, whichever is earlier. */
  as_of = $derived(earlier(chain.facts?.today ?? '1970-01-01', chain.facts?.last_day))

  /** What the address asks for, or the default; always one that `readPeriod` understands. */
  period_text = $derived.by(() => {
    const asked = this.state.period
    return asked && readPeriod(asked, this.#calendar) ? asked : defaultPeriod(this.#calendar)
  })
  /** The whole period, even where the data does not reach. */
  period = $derived(readPeriod(this.period_text, this.#calendar) as Period)
  /** The period as far as it is known, and the two it is compared with. */
  ranges = $derived<Comparison>(
    compare(this.period, { as_of: this.as_of, align_spring_festival: this.state.align_spring_festival }),
  )
  /** The one range for questions that compare with a single base; null when nothing is compared. */
  base = $derived<Range | null>(this.#baseRange())
  grain = $derived(this.state.grain)

  /** Period and filters as every metric takes them. */
  params = $derived({ ...this.ranges.current, ...this.filters })
  /** The same filters over another range. */
  params_of = (range: Range) => ({ from: range.from, to: range.to, ...this.filters })
  /** From a day up to the end of the period; the period alone where it ends before that day. */
  since = (day: string): Range => {
    const { from, to } = this.ranges.current
    return { from: day <= to ? day : from, to }
  }
  /** `params` with the base period, for questions that compare by themselves; the base falls back to the previous period. */
  compared_params = $derived.by(() => {
    const base = this.base ?? this.ranges.previous
    return { ...this.params, base_from: base.from, base_to: base.to }
  })

  get #calendar() {
    return { as_of: this.as_of, fiscal_start: this.state.fiscal_start }
  }

  #baseRange(): Range | null {
    if (this.state.compare === 'none') return null
    return this.state.compare === 'previous' ? this.ranges.previous : this.ranges.last_year
  }

  /** A parameter of the page itself. */
  own(name: string): string | null {
    return page.url.searchParams.get(name)
  }

  /** The values of a parameter of the page itself that can have several. */
  owns(name: string): string[] {
    return [...new Set(page.url.searchParams.getAll(name))].filter(Boolean)
  }

  /** Address of a page that shows this view, with changes. */
  href(path: string = page.url.pathname, { own = {}, ...changes }: ViewChanges = {}): string {
    const before = path === page.url.pathname ? [...page.url.searchParams] : []
    const kept = before.filter(([name]) => !(name in own))
    const given = Object.entries(own).flatMap(([name, value]) =>
      [value ?? []].flat().map((one): [string, string] => [name, one]),
    )
    const rest = new URLSearchParams([...kept, ...given])
    const search = writeView({ ...this.state, ...changes }, rest).toString()
    return search ? `${path}?${search}` : path
  }

  /** Changes the view in place. */
  set(changes: ViewChanges) {
    return goto(this.href(page.url.pathname, changes), { keepFocus: true, noScroll: true })
  }

  /** A click on a member: filters for it alone, or with `additive` adds it to the others. */
  toggle(dimension: Dimension, member: string, additive = false) {
    return this.set({ filters: toggled(this.filters, dimension, member, additive) })
  }

  /** Whether a member is among those filtered for. */
  is_on(dimension: Dimension, member: string): boolean {
    return this.filters[dimension].includes(member)
  }

  /** Whether the filters keep a member. */
  keeps(dimension: Dimension, member: string): boolean {
    return keeps(this.filters, dimension, member)
  }

  /** Leaves a member out. */
  exclude(dimension: Dimension, member: string) {
    return this.set({ filters: without(this.filters, dimension, member) })
  }

  /** Removes every filter, and what else narrows the page by the changes given; the period stays. */
  clear(own: ViewChanges['own'] = {}) {
    const none = Object.fromEntries(dimensions.map((name) => [name, []]))
    return this.set({ filters: none as unknown as Filters, own })
  }
}

function earlier(a: string, b: string | null | undefined): string {
  return b && b < a ? b : a
}

/** The view of the page that is open. */
export const view = new View()
