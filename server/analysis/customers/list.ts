import { list as metric } from '../../../queries/customers/list.ts'
import type { ReadRow } from '../../../queries/metric.ts'
import { atLeast, meanOf } from '../../stats/purchases-ahead.ts'
import { spendAhead, spendLimits } from '../../stats/spend-ahead.ts'
import { defineAnalysis } from '../analysis.ts'

const days_of_a_month = 30.4375
const week = 7

/** The limits of CLV over the months and at the discount that are asked for. */
export const list = defineAnalysis(metric, (rows, { horizon_months }) =>
  rows.map((row) => ({ ...row, ...limits(row, (horizon_months * days_of_a_month) / week) })),
)

type Limits = Record<'clv_low' | 'clv_high', number | null>

function limits(row: ReadRow<typeof metric>, weeks: number): Limits {
  const { clv, repeats, age_days, chance_alive, expected_spend, margin_rate, r, alpha, a, b, p, q } = row
  if (clv === null || p === null || q === null) return { clv_low: null, clv_high: null }
  const tails = atLeast({ r: r!, alpha: alpha!, a: a!, b: b! }, repeats!, age_days! / week, weeks)
  const ahead = spendAhead({ p, q }, repeats!, tails)
  const margin_of_one = expected_spend! * margin_rate!
  const undiscounted = chance_alive! * meanOf(tails) * margin_of_one
  const discount = undiscounted === 0 ? 1 : clv / undiscounted
  const ends = spendLimits(chance_alive!, ahead).map((end) => (discount * end * margin_of_one) / ahead.usual)
  return { clv_low: Math.min(...ends), clv_high: Math.max(...ends) }
}
