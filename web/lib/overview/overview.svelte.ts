import { freshness } from '../../../queries/data/freshness.ts'
import { addDays, monthFirst } from '../../../queries/day.ts'
import type { Range } from '../../../queries/day.ts'
import { contribution } from '../../../queries/kpi/contribution.ts'
import { targets } from '../../../queries/kpi/targets.ts'
import { tablesBehind } from '../../../queries/metric.ts'
import type { Metric, ParamsOf } from '../../../queries/metric.ts'
import { canonicalTables, tableNames } from '../../../queries/tables.ts'
import type { TableName } from '../../../queries/tables.ts'
import { ask } from '../api.ts'
import { Asking } from '../asking.svelte.ts'
import { chain } from '../chain.svelte.ts'
import { members } from '../members.svelte.ts'
import { m } from '../paraglide/messages.js'
import { settings } from '../settings.svelte.ts'
import type { Dimension } from '../view-state.ts'
import { view } from '../view.svelte.ts'
import { answerFacts } from './answer.ts'
import type { Verdict } from './change.ts'
import { figureOf } from './figure.ts'
import type { Figure, KpiRows } from './figure.ts'
import { findKpi } from './find-kpi.ts'
import type { KpiQuestion } from './find-kpi.ts'
import { carriesSeries } from './fold.ts'
import { isCovered, planKpis } from './kpi-plan.ts'
import type { Role } from './kpi-plan.ts'
import type { Kpi } from './kpi.ts'
import { kpis } from './kpis.ts'
import { MarkMenu } from '../marks/mark-menu.svelte.ts'
import { targetOf } from './target.ts'
import { planTrend, trendGrains, usualGrain } from './trend-plan.ts'
import type { TrendPlan } from './trend-plan.ts'

const metrics = [...new Set(kpis.map(({ metric }) => metric))]

/** What the Overview shows, shared by its cards. Create it while the page is initialised. */
export class Overview {
  /** The key figure that chart, leaderboard and waterfall follow. */
  selected = $derived(kpis.find(({ id }) => id === view.own('kpi')) ?? (kpis[0] as Kpi))
  first_day = $derived(chain.facts?.first_day ?? null)
  plan = $derived(this.first_day ? planKpis(view.ranges, view.period, this.first_day) : null)
  /** Which of the two comparisons serves where there is room for one; null when there is nothing to compare with. */
  base_role = $derived(this.#baseRole())
  base = $derived<Range | null>(this.base_role && view.ranges[this.base_role])
  /** How the chart over time is laid out; null where its figure cannot be known. */
  trend = $derived(this.#trend())
  /** The cards of the figure and the chart over time read one answer. */
  is_trend_shared = $derived(
    this.trend !== null && this.plan !== null && carriesSeries(this.selected.metric, this.trend, this.plan),
  )
  /** Bucket under the pointer, the same on every card; null when there is none. */
  cursor = $state<number | null>(null)
  /** The menu of the mark it was asked for. */
  menu = new MarkMenu()

  #answers = Object.fromEntries(metrics.map((metric) => [metric.id, this.#asking(metric)]))
  #targets = new Asking(
    () => (chain.has(targets.needs) ? view.ranges.current : null),
    async (params, signal) => (await ask(targets, params, { signal })).rows,
  )
  #freshness = new Asking(
    () => (this.first_day ? view.ranges.current : null),
    async (params, signal) => (await ask(freshness, params, { signal })).rows,
  )
  /** What moved net sales, for the answer. */
  movers_question = $derived(this.#moversQuestion())
  movers = new Asking(
    () => this.movers_question,
    async (params, signal) => (await ask(contribution, params, { signal })).rows,
  )

  /** The figure of a card; null until its first answer. */
  figure(kpi: Kpi): Figure | null {
    const answer = this.asking(kpi).answer
    return answer && figureOf(kpi, answer.asked.plan, answer.found)
  }

  asking(kpi: Kpi): Asking<KpiQuestion, KpiRows> {
    return this.#answers[kpi.metric.id] as Asking<KpiQuestion, KpiRows>
  }

  /** Tables that must be loaded before the figure can be known. */
  missing(kpi: Kpi): string[] {
    return kpi.metric.needs.filter((table) => !chain.has([table]))
  }

  /** The goal set for exactly this period and scope; null without one. */
  target(kpi: Kpi): number | null {
    return targetOf(kpi.id, this.#targets.answer?.found ?? [], view.period, view.filters)
  }

  #reached = $derived(
    (this.#freshness.answer?.found ?? []).flatMap(({ table_name, last_day }) => {
      const name = tableNames.find((one) => one === table_name)
      return name && last_day ? [{ name, day: lastDayOf(name, last_day) }] : []
    }),
  )
  /** Up to which day the tables behind the figures reach; `late` when more than a week behind the data. */
  freshness = $derived.by(() => {
    const needed = metrics.flatMap(tablesBehind)
    return this.#reached
      .filter(({ name }) => needed.includes(name))
      .map(({ name, day }) => ({
        table: canonicalTables[name].title[settings.locale],
        day,
        late: day < addDays(view.as_of, -7),
      }))
  })

  /** Last day of the data behind a figure; null while unknown. */
  dataTo(kpi: Kpi): string | null {
    const days = this.#reached
      .filter(({ name }) => tablesBehind(kpi.metric).includes(name))
      .map(({ day }) => day)
    return days.sort().at(-1) ?? null
  }

  /** Net sales could not be read, so there is no answer. */
  unanswerable = $derived(this.asking(kpis[0] as Kpi).state === 'error')

  /** The answer to the page's question; null until every figure that can be known is. */
  answer = $derived.by(() => {
    const askable = kpis.filter((kpi) => this.missing(kpi).length === 0)
    const figures = askable.map((kpi) => this.figure(kpi)).filter((figure) => figure !== null)
    const settled = askable.every((kpi) => this.asking(kpi).state !== 'loading')
    if (!settled || !this.plan || this.unanswerable) return null
    const role = this.base_role
    const findings = figures.map((figure) => ({
      id: figure.kpi.id,
      change:
        role === 'previous' || role === 'last_year'
          ? figure[role]
          : { ...figure.last_year, base: null, verdict: 'unknown' as const },
    }))
    const moved = (this.movers.answer?.found ?? []).flatMap(({ label, member, contribution: part }) =>
      part === null || member === null ? [] : [{ label: label ?? member, contribution: part }],
    )
    return answerFacts(findings, moved)
  })

  /** Name of what is compared with where there is room for one comparison. */
  baseName = $derived(this.base_role ? this.roleName(this.base_role) : '')

  /** The same, short enough to stand beside a line. */
  baseLabel = $derived(
    this.base_role === 'previous'
      ? m.overview_line_previous()
      : this.base_role && m.overview_line_last_year(),
  )

  roleName(role: Exclude<Role, 'current'>): string {
    if (role === 'previous') return m.overview_base_previous()
    return view.ranges.aligned ? m.overview_base_festival() : m.overview_base_last_year()
  }

  /** Distinct customers with a purchase in the period; null while unknown. */
  activeCustomers(): number | null {
    const kpi = kpis.find(({ id }) => id === 'active_customers')
    return (kpi && this.figure(kpi)?.people) ?? null
  }

  /** What the change of each figure means. */
  verdicts = $derived(
    Object.fromEntries(
      kpis.map((kpi) => {
        const figure = this.figure(kpi)
        return [kpi.id, (figure && this.base_role && figure[this.base_role].verdict) ?? 'unknown']
      }),
    ) as Readonly<Record<string, Verdict | undefined>>,
  )

  /** Dimensions with at least two members, in the order in which they are offered. */
  splits = (order: readonly Dimension[]): Dimension[] =>
    order.filter((dimension) => members.of(dimension).length > 1)

  #baseRole(): Exclude<Role, 'current'> | null {
    const { compare } = view.state
    const covered = (role: Exclude<Role, 'current'>) => isCovered(view.ranges[role], this.first_day)
    if (compare !== 'none' && compare !== 'previous' && covered('last_year')) return 'last_year'
    return (compare === 'previous' || compare === 'both') && covered('previous') ? 'previous' : null
  }

  #trend(): TrendPlan | null {
    if (this.first_day === null || this.missing(this.selected).length > 0) return null
    const { finest } = this.selected
    const allowed = trendGrains(view.period, finest)
    return planTrend({
      period: view.period,
      ranges: view.ranges,
      grain: allowed.find((one) => one === view.grain) ?? usualGrain(view.period, finest),
      base: this.base_role,
      as_of: view.as_of,
      first_day: this.first_day,
    })
  }

  #moversQuestion(): ParamsOf<typeof contribution> | null {
    const [by] = this.splits(['region', 'store', 'category', 'channel']).filter(
      (name) => view.filters[name].length === 0,
    )
    if (!by || !this.base) return null
    return { ...view.params, base_from: this.base.from, base_to: this.base.to, by, measure: 'net_sales' }
  }

  #asking(metric: Metric) {
    return new Asking<KpiQuestion, KpiRows>(
      () => {
        if (!this.plan || !chain.has(metric.needs)) return null
        const is_shared = this.is_trend_shared && this.selected.metric === metric
        const own = kpis.find((kpi) => kpi.metric === metric)!.asks
        return { plan: this.plan, filters: view.filters, trend: is_shared ? this.trend! : undefined, own }
      },
      (question, signal) => findKpi(metric, question, signal),
    )
  }
}

/** A table of months reaches to the end of its last one. */
function lastDayOf(name: TableName, day: string): string {
  const { happened, fields } = canonicalTables[name]
  return happened && fields[happened]?.type === 'month' ? addDays(monthFirst(day, 1), -1) : day
}
