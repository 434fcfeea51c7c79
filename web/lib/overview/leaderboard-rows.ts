import type { leaderboard, LeaderboardMeasure } from '../../../queries/kpi/leaderboard.ts'
import type { Row } from '../../../queries/metric.ts'
import type { Dimension } from '../view-state.ts'
import { min_n } from './kpi.ts'

const rankKeys = ['value', 'delta', 'delta_ratio'] as const
export type RankKey = (typeof rankKeys)[number]
/** The column a leaderboard is ordered by, and the direction. */
export interface RankSort {
  readonly key: RankKey
  readonly descending: boolean
}

/** Reads an order from the address: `delta` is descending, `delta.up` ascending; anything else is by value. */
export function readRankSort(text: string | null): RankSort {
  const [name, direction] = (text ?? '').split('.')
  const key = rankKeys.find((one) => one === name)
  return key ? { key, descending: direction !== 'up' } : { key: 'value', descending: true }
}

/** Writes an order into the address; null for the usual one. */
export function writeRankSort({ key, descending }: RankSort): string | null {
  if (key === 'value' && descending) return null
  return descending ? key : `${key}.up`
}

type Found = Row<typeof leaderboard>

/** A row of the leaderboard with the place of its bar, in per cent of the row's width. */
export interface RankRow extends Found {
  /** A score from too few answers: its value is not shown. */
  readonly suppressed: boolean
  readonly span: { readonly left: number; readonly width: number } | null
  /** Place of the interval; null without one. */
  readonly range: { readonly left: number; readonly width: number } | null
  /** Place of the comparison; null without one. */
  readonly base_at: number | null
}

/** A leaderboard as it was asked for and answered. */
export interface Leaderboard {
  readonly by: Dimension
  readonly measure: LeaderboardMeasure
  /** Whether there is a period to compare with. */
  readonly compared: boolean
  readonly rows: readonly RankRow[]
}

/**
 * Rows in the chosen order, unknown values last whatever the direction. Scores from fewer than `min_n` answers lose
 * their value; without a comparison the changes are null.
 */
export function rankedRows(
  found: readonly Found[],
  measure: LeaderboardMeasure,
  compared: boolean,
  { key, descending }: RankSort,
): RankRow[] {
  const kept = found.map((row) => shownRow(row, measure, compared))
  const place = placing(kept)
  const rows = kept.map((row) => ({
    ...row,
    span: row.value === null ? null : place.span(0, row.value),
    range:
      row.value_low === null || row.value_high === null ? null : place.span(row.value_low, row.value_high),
    base_at: row.base_value === null || row.value === null ? null : place.at(row.base_value),
  }))
  const sign = descending ? -1 : 1
  return rows.sort((a, b) => {
    const [x, y] = [a[key], b[key]]
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1
    return sign * (x - y)
  })
}

function shownRow(row: Found, measure: LeaderboardMeasure, compared: boolean) {
  const suppressed = (measure === 'nps' || measure === 'csat') && (row.n ?? 0) < min_n
  const unknown = suppressed || !compared
  return {
    ...row,
    suppressed,
    value: suppressed ? null : row.value,
    value_low: suppressed ? null : row.value_low,
    value_high: suppressed ? null : row.value_high,
    base_value: unknown ? null : row.base_value,
    delta: unknown ? null : row.delta,
    delta_ratio: unknown ? null : row.delta_ratio,
  }
}

type Placed = Pick<Found, 'value' | 'value_low' | 'value_high' | 'base_value'>

function placing(rows: readonly Placed[]) {
  const values = rows.flatMap((row) => [
    row.value ?? 0,
    row.value_low ?? 0,
    row.value_high ?? 0,
    row.base_value ?? 0,
  ])
  const least = values.reduce((a, b) => Math.min(a, b), 0)
  const most = values.reduce((a, b) => Math.max(a, b), 0)
  const width = most - least || 1
  const at = (value: number) => ((value - least) / width) * 100
  const span = (from: number, to: number) => ({
    left: Math.min(at(from), at(to)),
    width: Math.abs(at(to) - at(from)),
  })
  return { at, span }
}
