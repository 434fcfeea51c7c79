import { contribution } from '../../../queries/kpi/contribution.ts'
import { leaderboard } from '../../../queries/kpi/leaderboard.ts'
import { scorecard } from '../../../queries/kpi/scorecard.ts'
import type { Metric } from '../../../queries/metric.ts'
import { chain } from '../chain.svelte.ts'
import { m } from '../paraglide/messages.js'
import { settings } from '../settings.svelte.ts'
import { dimensionName } from '../shell/dimension-name.ts'
import { dimensions } from '../view-state.ts'
import { view } from '../view.svelte.ts'
import { kpis } from './kpis.ts'
import type { Overview } from './overview.svelte.ts'

/** The page as a workbook is asked for: a sheet for the series of each figure, for each split, and for the scorecard. */
export function workbook({ plan, base, selected, splits }: Overview) {
  const loaded = kpis.map(({ metric }) => metric).filter((metric) => chain.has(metric.needs))
  const series = [...new Set(loaded)].map((metric) =>
    sheet(metric, { ...view.params, ...plan?.series, grain: plan?.grain ?? 'month' }),
  )
  const { from, to } = base ?? view.ranges.previous
  const params = { ...view.params, base_from: from, base_to: to }
  const parts = splits(dimensions).flatMap((by) => [
    sheet(leaderboard, { ...params, by, measure: selected.ranked_by }, dimensionName(by)),
    ...(base ? [sheet(contribution, { ...params, by, measure: selected.moved_by }, dimensionName(by))] : []),
  ])
  return {
    title: m.nav_overview(),
    filters: view.params,
    sheets: [...series, ...parts, sheet(scorecard, params)],
  }
}

function sheet(metric: Metric, params: object, detail = '') {
  const title = metric.title[settings.locale]
  return { metric: metric.id, params, title: detail ? `${title} · ${detail}` : title }
}
