import { freshness } from '../../../queries/data/freshness.ts'
import { addDays, addYears } from '../../../queries/day.ts'
import type { Range } from '../../../queries/day.ts'
import type { Metric } from '../../../queries/metric.ts'
import { comments, moods } from '../../../queries/satisfaction/comments.ts'
import { distribution } from '../../../queries/satisfaction/distribution.ts'
import { drivers } from '../../../queries/satisfaction/drivers.ts'
import { focus } from '../../../queries/satisfaction/focus.ts'
import { items } from '../../../queries/satisfaction/items.ts'
import { weightings } from '../../../queries/satisfaction/parameters.ts'
import { store_measures, stores } from '../../../queries/satisfaction/stores.ts'
import { topics } from '../../../queries/satisfaction/topics.ts'
import { ask } from '../api.ts'
import { Asking } from '../asking.svelte.ts'
import { chain } from '../chain.svelte.ts'
import { figureOf } from '../overview/figure.ts'
import type { Figure, KpiRows } from '../overview/figure.ts'
import { findKpi } from '../overview/find-kpi.ts'
import type { KpiQuestion } from '../overview/find-kpi.ts'
import { isCovered, planKpis } from '../overview/kpi-plan.ts'
import type { Kpi } from '../overview/kpi.ts'
import { MarkMenu } from '../marks/mark-menu.svelte.ts'
import { m } from '../paraglide/messages.js'
import { Question } from '../question.svelte.ts'
import { view } from '../view.svelte.ts'
import { agreedWeights } from './agreed-weights.ts'
import { scores } from './scores.ts'

/** Scores that drivers can explain: those a person gives an answer to. */
const explained = ['nps', 'csat', 'ces'] as const

/** What the Satisfaction page shows, shared by its cards. Create it while the page is initialised. */
export class Satisfaction {
  first_day = $derived(chain.facts?.first_day ?? null)
  plan = $derived(this.first_day ? planKpis(view.ranges, view.period, this.first_day) : null)
  /** Bucket under the pointer, the same on every card; null when there is none. */
  cursor = $state<number | null>(null)
  readonly menu = new MarkMenu()
  weights = $derived(among(weightings, view.own('weights')) ?? 'agreed')
  mood = $derived(among(moods, view.own('mood')) ?? 'all')
  search = $derived(view.own('search') ?? '')

  #answers = {
    'kpi/satisfaction': this.#asking(scores[0]!.metric, () => ({})),
    'satisfaction/csi': this.#asking(scores[3]!.metric, () => ({ weights: this.weights })),
  } as Readonly<Record<string, Asking<KpiQuestion, KpiRows>>>

  /** The score that the page follows: the one chosen, or the first that anybody gave. */
  selected = $derived.by(() => {
    const chosen = scores.find(({ id }) => id === view.own('kpi'))
    return chosen ?? scores.find((score) => this.figure(score)?.now?.n) ?? scores[0]!
  })
  /** Scores that nobody who was asked has ever given: the surveys do not ask for them. */
  never_asked = $derived<readonly string[]>(
    scores.filter((score) => this.figure(score)?.has_any === false).map(({ id }) => id),
  )
  /** The score whose stores are compared: the one selected, or the first that is asked for. */
  measure = $derived(among(store_measures, this.selected.id) ?? this.#firstAsked(store_measures))
  outcome = $derived(
    among(explained, view.own('outcome')) ??
      among(explained, this.selected.id) ??
      this.#firstAsked(explained),
  )

  distribution = new Question(distribution, () => (this.#has(distribution) ? view.params : null))
  drivers = new Question(drivers, () =>
    this.#has(drivers) ? { ...view.params, outcome: this.outcome } : null,
  )
  items = new Question(items, () => (this.#has(items) ? { ...view.params, weights: this.weights } : null))
  #stores = new Question(stores, () => (this.#has(stores) ? { ...view.params, measure: this.measure } : null))
  /** Whether no store has enough answers in the period: then stores are compared over the twelve months to its end. */
  stores_widened = $derived(
    this.#stores.state === 'ready' && !this.#stores.stale && this.#stores.rows.every(({ z }) => z === null),
  )
  stores_range = $derived<Range>(this.stores_widened ? yearTo(view.params.to) : view.ranges.current)
  #stores_of_year = new Question(stores, () =>
    this.stores_widened ? { ...view.params_of(this.stores_range), measure: this.measure } : null,
  )
  stores = $derived(this.stores_widened ? this.#stores_of_year : this.#stores)
  /** The store whose focus is shown: chosen, filtered for, the one that lies lowest, or the one with the most answers. */
  focus_store = $derived.by(() => {
    const chosen = view.own('focus') ?? view.filters.store.find((one) => !one.startsWith('!'))
    if (chosen) return chosen
    const lowest = this.stores.rows.toSorted(
      (one, other) => (one.z ?? Infinity) - (other.z ?? Infinity) || (other.n ?? 0) - (one.n ?? 0),
    )[0]
    return lowest?.store ?? null
  })
  focus = new Question(focus, () =>
    this.#has(focus) && (this.focus_store !== null || this.stores.state === 'empty')
      ? {
          ...view.params_of(this.stores_range),
          store: [],
          outcome: this.outcome,
          ...(this.focus_store && { of: this.focus_store }),
        }
      : null,
  )
  topics = new Question(topics, () => (this.#has(topics) ? { ...view.params, limit: 24 } : null))
  comments = new Question(comments, () => {
    if (!this.#has(comments)) return null
    const wanted = this.search ? { search: this.search } : {}
    return { ...view.params, ...wanted, mood: this.mood, limit: 30 }
  })

  #versions = new Asking(
    () => (this.#has(items) ? {} : null),
    (_, signal) => agreedWeights(signal),
  )
  /** The versions of the agreed weights, the latest first. */
  versions = $derived(this.#versions.answer?.found ?? [])
  /** How often weights were agreed on since the page was opened. */
  reweighed = $state(0)

  /** Asks again for everything that the agreed weights decide. */
  reweigh = () => {
    this.reweighed += 1
    for (const asked of [this.#versions, this.#answers['satisfaction/csi']!, this.items]) asked.retry()
  }

  #freshness = new Asking(
    () => (this.first_day ? view.ranges.current : null),
    async (params, signal) => (await ask(freshness, params, { signal })).rows,
  )

  /** The figure of a card; null until its first answer. */
  figure = (score: Kpi): Figure | null => {
    const answer = this.asking(score).answer
    return answer && figureOf(score, answer.asked.plan, answer.found)
  }

  asking = (score: Kpi): Asking<KpiQuestion, KpiRows> => this.#answers[score.metric.id]!

  /** Tables that must be loaded before the figure can be known. */
  missing = (score: Kpi): string[] => score.metric.needs.filter((table) => !chain.has([table]))

  target = () => null
  activeCustomers = () => null

  /** Last day of the surveys; null while unknown. */
  dataTo = () =>
    this.#freshness.answer?.found.find(({ table_name }) => table_name === 'surveys')?.last_day ?? null

  /** Which of the two comparisons serves where there is room for one; null when there is nothing to compare with. */
  base_role = $derived.by(() => {
    const { compare } = view.state
    const covered = (role: 'previous' | 'last_year') => isCovered(view.ranges[role], this.first_day)
    if (compare !== 'none' && compare !== 'previous' && covered('last_year')) return 'last_year' as const
    return (compare === 'previous' || compare === 'both') && covered('previous')
      ? ('previous' as const)
      : null
  })
  /** The same in words, and short enough to stand beside a line. */
  base_name = $derived.by(() => {
    if (this.base_role === 'previous') return m.overview_base_previous()
    return view.ranges.aligned ? m.overview_base_festival() : m.overview_base_last_year()
  })
  base_label = $derived(
    this.base_role === 'previous'
      ? m.overview_line_previous()
      : this.base_role && m.overview_line_last_year(),
  )

  #has = (metric: Metric) => this.first_day !== null && chain.has(metric.needs)

  #firstAsked<T extends string>(choices: readonly T[]): T {
    return choices.find((choice) => !this.never_asked.includes(choice)) ?? choices[0]!
  }

  #asking(metric: Metric, own: () => Readonly<Record<string, string>>) {
    return new Asking<KpiQuestion, KpiRows>(
      () =>
        this.plan && chain.has(metric.needs) ? { plan: this.plan, filters: view.filters, own: own() } : null,
      (question, signal) => findKpi(metric, question, signal),
    )
  }
}

function among<const T extends string>(choices: readonly T[], text: string | null): T | null {
  return choices.find((choice) => choice === text) ?? null
}

/** The twelve months that end with a day. */
export function yearTo(day: string): Range {
  return { from: addDays(addYears(day, -1), 1), to: day }
}
