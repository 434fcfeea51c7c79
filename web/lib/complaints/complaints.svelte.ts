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
import { complaints as counted } from '../../../queries/kpi/complaints.ts'
import { Question } from '../question.svelte.ts'
import type { ViewChanges } from '../view.svelte.ts'
import { view } from '../view.svelte.ts'
import { readBaseline, usualBaseline, watchedRange } from './watch.ts'

/** What the page can be focused on: a member of one of these, in the order in which a cause is narrowed down. */
export const focusFields = {
  category: 'complaint_category',
  subcategory: 'complaint_subcategory',
  root_cause: 'root_cause',
  product: 'product',
} as const
type FocusLens = keyof typeof focusFields

/** Which lens comes after a member was picked in one, as long as it is not itself narrowed down yet. */
const path: readonly Lens[] = ['category', 'subcategory', 'root_cause', 'store', 'product', 'channel']

/** State and questions of the complaints page. Create it while the page is initialised. */
export class Complaints {
  lens = $derived<Lens>(among(lenses, view.own('lens')) ?? 'category')
  grain = $derived(view.grain && view.grain !== 'total' ? view.grain : 'week')
  chart = $derived(among(chartKinds, view.own('chart')) ?? 'auto')
  rules = $derived(among(ruleSets, view.own('rules')) ?? 'nelson_1_2')

  /** What is looked at closely, as the metrics take it. */
  focus = $derived(
    Object.fromEntries(
      Object.values(focusFields).map((name) => [name, view.own(name) === null ? [] : [view.own(name)!]]),
    ) as Record<(typeof focusFields)[FocusLens], string[]>,
  )
  focused = $derived(
    (Object.keys(focusFields) as FocusLens[]).flatMap((lens) => {
      const member = view.own(focusFields[lens])
      return member === null ? [] : [{ lens, member, field: focusFields[lens] }]
    }),
  )
  watched = $derived(watchedRange(view.ranges.current))
  baseline = $derived(readBaseline(view.own('baseline'), this.watched) ?? usualBaseline(this.watched))
  /** The period and the filters with the focus, for every question but those that name what to focus on. */
  params = $derived({ ...view.params, ...this.focus })

  /** What happened since the baseline began, for flags on the charts. */
  events = new Question(events, () => {
    const from = this.baseline.from < this.watched.from ? this.baseline.from : this.watched.from
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
  series = new Question(series, () => ({
    ...this.#unnarrowed(this.lens),
    ...this.watched,
    grain: this.grain,
    lens: this.lens,
  }))
  pareto = new Question(pareto, () => ({ ...this.#unnarrowed(this.pareto_lens), lens: this.pareto_lens }))
  pipeline = new Question(pipeline, () => this.params)
  now = new Question(counted, () => ({ ...view.params, grain: 'total' }))
  previous = new Question(counted, () => ({ ...view.params_of(view.ranges.previous), grain: 'total' }))
  last_year = new Question(counted, () => ({ ...view.params_of(view.ranges.last_year), grain: 'total' }))

  pareto_lens = $derived<Lens>(among(lenses, view.own('by')) ?? 'root_cause')

  /** The parameters of a chart by a dimension: what it is itself narrowed down to is highlighted, not left alone. */
  #unnarrowed(lens: Lens) {
    const own = lens in focusFields ? focusFields[lens as FocusLens] : lens
    return { ...this.params, ...(own in this.params && { [own]: [] as string[] }) }
  }

  /** The view after a click on a member: narrowed down to it and looked at by what comes next, or let go when it was on. */
  picked(lens: Lens, member: string): ViewChanges {
    if (lens === 'store' || lens === 'region' || lens === 'channel') {
      const on = view.is_on(lens, member)
      return { filters: { ...view.filters, [lens]: on ? [] : [member] }, ...(on ? {} : this.#next(lens)) }
    }
    if (!(lens in focusFields)) return {}
    const field = focusFields[lens as FocusLens]
    const on = view.own(field) === member
    return { own: { [field]: on ? null : member, ...(on ? {} : this.#next(lens).own) } }
  }

  #next(lens: Lens) {
    const places = (['store', 'channel'] as const).filter((name) => view.filters[name].length > 0)
    const taken: readonly Lens[] = [...this.focused.map((one) => one.lens), ...places, lens]
    return { own: { lens: path.find((one) => !taken.includes(one)) ?? null } }
  }

  /** Whether a member is what the page is narrowed down to. */
  is_on(lens: Lens, member: string | null): boolean {
    if (member === null) return false
    if (lens === 'store' || lens === 'region' || lens === 'channel') return view.is_on(lens, member)
    return lens in focusFields && view.own(focusFields[lens as FocusLens]) === member
  }
}

function among<const T extends string>(choices: readonly T[], text: string | null): T | null {
  return choices.find((choice) => choice === text) ?? null
}
