import { alarms } from '../../../queries/complaints/alarms.ts'
import { lenses } from '../../../queries/complaints/case-filter.ts'
import type { Lens } from '../../../queries/complaints/case-filter.ts'
import { chartKinds, controlChart, ruleSets } from '../../../queries/complaints/control_chart.ts'
import { heatMap } from '../../../queries/complaints/heat_map.ts'
import { pareto } from '../../../queries/complaints/pareto.ts'
import { pipeline } from '../../../queries/complaints/pipeline.ts'
import { series } from '../../../queries/complaints/series.ts'
import { systemic } from '../../../queries/complaints/systemic.ts'
import { events } from '../../../queries/data/events.ts'
import { addDays } from '../../../queries/day.ts'
import { complaints as counted } from '../../../queries/kpi/complaints.ts'
import { MarkMenu } from '../marks/mark-menu.svelte.ts'
import { members } from '../members.svelte.ts'
import { bucketStart } from '../overview/buckets.ts'
import { m } from '../paraglide/messages.js'
import { Question } from '../question.svelte.ts'
import { readMember, toggledMember } from '../view-state.ts'
import type { ViewChanges } from '../view.svelte.ts'
import { view } from '../view.svelte.ts'
import { readSettings } from './settings.ts'
import { readBaseline, usualBaseline, watchedRange } from './watch.ts'

/** What the page can be focused on: a member of one of these, in the order in which a cause is narrowed down. */
export const focusFields = {
  category: 'complaint_category',
  subcategory: 'complaint_subcategory',
  root_cause: 'root_cause',
  product: 'product',
} as const
type FocusLens = keyof typeof focusFields
type FocusField = (typeof focusFields)[FocusLens]
const placeLenses = ['region', 'store', 'channel'] as const
type PlaceLens = (typeof placeLenses)[number]

/** The page looked at as a whole. */
export const nothing_narrowed: Record<FocusField, string[]> = {
  ...{ complaint_category: [], complaint_subcategory: [], root_cause: [], product: [] },
}

/** Which lens comes after a member was picked in one, as long as it is not itself narrowed down yet. */
const path: readonly Lens[] = ['category', 'subcategory', 'root_cause', 'store', 'product', 'channel']

/** State and questions of the complaints page. Create it while the page is initialised. */
export class Complaints {
  readonly menu = new MarkMenu()
  lens = $derived<Lens>(among(lenses, view.own('lens')) ?? 'category')
  grain = $derived(view.grain && view.grain !== 'total' ? view.grain : 'week')
  chart = $derived(among(chartKinds, view.own('chart')) ?? 'auto')
  rules = $derived(among(ruleSets, view.own('rules')) ?? 'nelson_1_2')

  /** What is looked at closely, as the metrics take it. */
  focus = $derived(
    Object.fromEntries(Object.values(focusFields).map((name) => [name, view.owns(name)])) as Record<
      FocusField,
      string[]
    >,
  )
  focused = $derived(
    (Object.keys(focusFields) as FocusLens[]).flatMap((lens) =>
      this.focus[focusFields[lens]].map((text) => ({ lens, text, ...readMember(text) })),
    ),
  )
  settings = $derived(readSettings((name) => view.own(name)))
  /** Members of the dimension looked at that stand beside each other alone; none means those with most complaints. */
  compared = $derived(view.owns('beside'))
  watched = $derived(watchedRange(view.ranges.current))
  baseline = $derived(readBaseline(view.own('baseline'), this.watched) ?? usualBaseline(this.watched))
  /** The period and the filters with the focus, for every question but those that name what to focus on. */
  params = $derived({ ...view.params, ...this.focus })

  /** A year up to the end of the period, so that there is a trend to see; longer when the period is. */
  year = $derived.by(() => {
    const { from, to } = view.ranges.current
    const first = `${addDays(to, -364).slice(0, 7)}-01`
    return { from: from < first ? from : first, to }
  })
  /** Two years of whole quarters: shares need more complaints than a month has. */
  years = $derived.by(() => {
    const first = bucketStart(addDays(this.year.to, -728), 'quarter')
    return { from: first < this.year.from ? first : this.year.from, to: this.year.to }
  })

  /** What happened since the earliest chart begins, for flags on all of them. */
  events = new Question(events, () => {
    const from = [this.baseline.from, this.watched.from, this.years.from].sort()[0]!
    return view.params_of({ from, to: this.watched.to })
  })

  #watched_params = $derived({
    ...view.params_of(this.watched),
    baseline_from: this.baseline.from,
    baseline_to: this.baseline.to,
  })
  control = new Question(controlChart, () => ({
    ...this.#watched_params,
    ...this.focus,
    grain: this.grain,
    chart: this.chart,
    rules: this.rules,
  }))
  alarms = new Question(alarms, () => ({ ...this.#watched_params, grain: 'week' }))
  /** A store is told from the others, so region and store do not narrow these two down. */
  systemic = new Question(systemic, () => ({ ...view.params_of(this.watched), region: [], store: [] }))
  heat_map = new Question(heatMap, () => ({ ...view.params, region: [], store: [] }))
  /** What a card counts, where it counts more stores than the page is filtered for. */
  chainWide = (what: string) =>
    view.filters.region.length + view.filters.store.length > 0 ? m.complaints_of_all_stores({ what }) : what
  series = new Question(series, () => ({
    ...this.#unnarrowed(this.lens, this.compared),
    ...this.watched,
    grain: this.grain,
    lens: this.lens,
  }))
  pareto = new Question(pareto, () => ({
    ...this.#unnarrowed(this.pareto_lens),
    ...{ lens: this.pareto_lens, closed_by: this.settings.closed_by, repeat_days: this.settings.repeat_days },
  }))
  pipeline = new Question(pipeline, () => ({
    ...this.params,
    ...{ closed_by: this.settings.closed_by, due_days: this.settings.due_days },
  }))
  now = new Question(counted, () => ({ ...view.params, grain: 'total' }))
  previous = new Question(counted, () => ({ ...view.params_of(view.ranges.previous), grain: 'total' }))
  last_year = new Question(counted, () => ({ ...view.params_of(view.ranges.last_year), grain: 'total' }))

  pareto_lens = $derived<Lens>(among(lenses, view.own('by')) ?? 'root_cause')

  /** The parameters of a chart by a dimension: what it is itself narrowed down to is highlighted, not left alone. */
  #unnarrowed(lens: Lens, members: readonly string[] = []) {
    const own = lens in focusFields ? focusFields[lens as FocusLens] : lens
    return { ...this.params, ...(own in this.params && { [own]: members }) }
  }

  /** A member in words: products are known by name where a chart of the page tells it. */
  label(lens: Lens, member: string): string {
    if (isPlace(lens)) return members.label(lens, member)
    if (lens !== 'product') return member
    const told = [...this.alarms.rows, ...this.systemic.rows].find(({ product_id }) => product_id === member)
    const drawn = [
      ...(this.lens === 'product' ? this.series.rows : []),
      ...(this.pareto_lens === 'product' ? this.pareto.rows : []),
    ].find((row) => row.member === member)
    return told?.product_name ?? drawn?.label ?? member
  }

  /** The members that a dimension is narrowed down to; null for one that the page cannot be narrowed down by. */
  members(lens: Lens): readonly string[] | null {
    if (isPlace(lens)) return view.filters[lens]
    return lens in focusFields ? this.focus[focusFields[lens as FocusLens]] : null
  }

  /** The view narrowed down to members of a dimension. */
  narrowed(lens: Lens, members: readonly string[]): ViewChanges {
    if (isPlace(lens)) return { filters: { ...view.filters, [lens]: members } }
    return lens in focusFields ? { own: { [focusFields[lens as FocusLens]]: members } } : {}
  }

  /**
   * The view after a click on a member: narrowed down to it and looked at by what comes next, or let go when it was on;
   * with `additive` it joins or leaves the others.
   */
  picked(lens: Lens, member: string, additive = false): ViewChanges {
    const now = this.members(lens)
    if (now === null) return {}
    const next = toggledMember(now, member, additive)
    const changes = this.narrowed(lens, next)
    const goes_on = !additive && next.length > 0
    return { ...changes, own: { ...changes.own, ...(goes_on && { lens: this.#next(lens), beside: null }) } }
  }

  /** The view with a member set beside others of its dimension, or taken away again. */
  set_beside(lens: Lens, member: string): ViewChanges {
    const now = lens === this.lens ? this.compared : []
    const own_lens = lens === 'category' ? null : lens
    return { own: { lens: own_lens, beside: toggledMember(now, member, true).slice(-most_compared) } }
  }

  #next(lens: Lens) {
    const places = placeLenses.filter((name) => view.filters[name].length > 0)
    const taken: readonly Lens[] = [...this.focused.map((one) => one.lens), ...places, lens]
    return path.find((one) => !taken.includes(one)) ?? null
  }

  /** Whether a member is what the page is narrowed down to. */
  is_on(lens: Lens, member: string | null): boolean {
    return member !== null && (this.members(lens)?.includes(member) ?? false)
  }
}

/** More lines than this are hard to tell apart. */
const most_compared = 4

const isPlace = (lens: Lens): lens is PlaceLens => placeLenses.some((name) => name === lens)

function among<const T extends string>(choices: readonly T[], text: string | null): T | null {
  return choices.find((choice) => choice === text) ?? null
}
