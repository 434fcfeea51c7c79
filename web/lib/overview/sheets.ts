import { addYears } from '../../../queries/day.ts'
import { outlook, outlookMeasures } from '../../../queries/forecast/outlook.ts'
import type { OutlookMeasure } from '../../../queries/forecast/outlook.ts'
import { contribution } from '../../../queries/kpi/contribution.ts'
import { leaderboard } from '../../../queries/kpi/leaderboard.ts'
import { scorecard } from '../../../queries/kpi/scorecard.ts'
import { chain } from '../chain.svelte.ts'
import { sheetOf } from '../sheet.ts'
import type { Sheet } from '../sheet.ts'
import { dimensionName } from '../shell/dimension-name.ts'
import { dimensions } from '../view-state.ts'
import { view } from '../view.svelte.ts'
import { kpis } from './kpis.ts'
import { measureTitle } from './measure-title.ts'
import type { Overview } from './overview.svelte.ts'

/** The page as a workbook: a sheet for the series of each figure, for each split, for the scorecard and for the forecasts. */
export function sheets({ plan, base, selected, splits }: Overview): Sheet[] {
  const loaded = kpis.map(({ metric }) => metric).filter((metric) => chain.has(metric.needs))
  const series = [...new Set(loaded)].map((metric) =>
    sheetOf(metric, { ...view.params, ...plan?.series, grain: plan?.grain ?? 'month' }),
  )
  const { from, to } = base ?? view.ranges.previous
  const params = { ...view.params, base_from: from, base_to: to }
  const parts = splits(dimensions).flatMap((by) => [
    sheetOf(leaderboard, { ...params, by, measure: selected.ranked_by }, dimensionName(by)),
    ...(base
      ? [sheetOf(contribution, { ...params, by, measure: selected.moved_by }, dimensionName(by))]
      : []),
  ])
  const ahead = (Object.keys(outlookMeasures) as OutlookMeasure[]).map((measure) =>
    sheetOf(
      outlook,
      {
        ...view.params,
        from: addYears(view.as_of, -1),
        to: view.as_of,
        measure,
        fiscal_start: view.state.fiscal_start,
      },
      measureTitle(measure),
    ),
  )
  return [...series, ...parts, sheetOf(scorecard, params), ...ahead]
}
