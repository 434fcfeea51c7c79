import type { who } from '../../../queries/customers/list.ts'
import type { Day, Range } from '../../../queries/day.ts'
import type { ContributionMeasure } from '../../../queries/kpi/contribution.ts'
import type { LeaderboardMeasure } from '../../../queries/kpi/leaderboard.ts'
import type { Metric, Row, Text, Unit } from '../../../queries/metric.ts'
import type { Estimate } from './significance.ts'

/** Scores from fewer answers than this are not shown. */
export const min_n = 30

/** What one row says of a KPI. */
export interface Reading {
  /** Null when unknown, or when it rests on too few answers to be shown. */
  readonly value: number | null
  /** The value with its 95 % interval; null for a full count, which has none. */
  readonly estimate: Estimate | null
  /** How many orders, customers, answers or campaigns it rests on. */
  readonly n: number | null
  /** There are answers, but too few to be shown. */
  readonly suppressed: boolean
  /** The scale of a mean score, where it can be another elsewhere: 1–5. */
  readonly scale?: string | null
  /** Which weights it is worked out with; readings with others are not like for like. */
  readonly weights?: number | null
}

/** A key figure: where it comes from, how it is read and which way is good. */
export interface Kpi {
  readonly id: KpiId
  readonly metric: Metric
  readonly title: Text
  readonly unit: Unit
  readonly good: 'up' | 'down'
  /** What `n` counts. */
  readonly of: 'orders' | 'customers' | 'answers' | 'campaigns' | 'invitations'
  /** Totals are drawn from zero. */
  readonly is_total: boolean
  /** A rate that grows with the length of the period: a goal for one says nothing of its parts, as that of a total. */
  readonly grows?: true
  /** Finest bucket in which the figure is steady enough to be looked at. */
  readonly finest: 'day' | 'week' | 'month'
  /** The customers behind it: the `who` of the customer list; null when no list answers to it. */
  readonly who: (typeof who)[number] | null
  /** What the leaderboards and the waterfall show when this figure is selected. */
  readonly ranked_by: LeaderboardMeasure
  readonly moved_by: ContributionMeasure
  readonly read: (row: Row<Metric>) => Reading
  /** Parameters of the metric beyond period, filters and grain: what the figure does without. */
  readonly asks?: Readonly<Record<string, string>>
  /** First day of which the figure takes notice for a range. Without data from there on it is not compared. */
  readonly looks_back: (range: Range) => Day
  /** How many customers stand behind it; null when the row does not say. */
  readonly people: (row: Row<Metric>) => number | null
}

export type KpiId =
  | 'net_sales'
  | 'identified_share'
  | 'active_customers'
  | 'new_customers'
  | 'repeat_rate'
  | 'churn_rate'
  | 'nps'
  | 'csat'
  | 'complaints_per_1000_orders'
  | 'roi'
