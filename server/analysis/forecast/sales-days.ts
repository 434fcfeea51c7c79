import { addDays, daysBetween } from '../../../queries/day.ts'
import type { Day } from '../../../queries/day.ts'
import type { outlook } from '../../../queries/forecast/outlook.ts'
import type { ReadRow } from '../../../queries/metric.ts'

/** A store in one quarter: its first and last day with sales, and what it sold. */
export interface StoreQuarter {
  readonly store_id: string
  readonly starts_on: Day
  readonly ends_on: Day
  readonly closed_on: Day | null
  readonly orders: number
}

/** What was sold day by day, without a day left out, up to the last one known. */
export interface SalesDays {
  readonly first: Day
  readonly values: readonly number[]
  readonly orders: readonly number[]
  /** Customers with a purchase; 0 where they were not asked for. */
  readonly visitors: readonly number[]
  readonly stores: readonly StoreQuarter[]
}

/** Reads the rows of the question; null when nothing was ever sold. */
export function salesDays(rows: readonly ReadRow<typeof outlook>[]): SalesDays | null {
  const days = rows.filter(({ kind, starts_on }) => kind === 'day' && starts_on !== null)
  const last = rows.find(({ kind }) => kind === 'span')?.ends_on
  const first = days.find(({ orders }) => (orders ?? 0) > 0)?.starts_on
  if (!first || !last) return null
  const values = Array.from({ length: daysBetween(first, last) + 1 }, () => 0)
  const orders = [...values]
  const visitors = [...values]
  for (const { starts_on, value, orders: count, visitors: came } of days) {
    const at = daysBetween(first, starts_on!)
    if (at < 0) continue
    values[at] = value ?? 0
    orders[at] = count ?? 0
    visitors[at] = came ?? 0
  }
  const stores = rows.flatMap(({ kind, store_id, starts_on, ends_on, closed_on, orders: count }) =>
    kind === 'store' && store_id && starts_on && ends_on
      ? [{ store_id, starts_on, ends_on, closed_on, orders: count ?? 0 }]
      : [],
  )
  return { first, values, orders, visitors, stores }
}

const unlikely_orders = 20

/**
 * Days without any sale where many orders were due: the data has a gap, or everything was closed. They are left out of
 * a fit, unless the same days of the year before or after are empty too: then it is a season.
 */
export function gapDays({ orders }: SalesDays): Set<number> {
  const usual = orders.reduce((sum, count) => sum + count, 0) / Math.max(1, orders.length)
  const empty = orders.map((count) => count <= 0)
  const gaps = new Set<number>()
  for (let start = 0; start < empty.length; start += 1) {
    if (!empty[start] || empty[start - 1]) continue
    let end = start
    while (empty[end + 1]) end += 1
    const length = end - start + 1
    if (length * usual < unlikely_orders || length < 4) continue
    for (let day = start; day <= end; day += 1)
      if (![-365, 365].some((year) => empty[day + year])) gaps.add(day)
  }
  return gaps
}

/** A store that has sold nothing for so long counts as closed. */
const silent_days = 28

/**
 * Logarithm of what the stores open on each day sell, beside the stores open on day `known`, as far as is known by
 * then: one value per day up to `length`. A store counts for the orders it has had per day since it opened.
 */
export function storeOffsets({ first, stores }: SalesDays, known: number, length: number): Float64Array {
  const origin = addDays(first, known)
  const open = new Float64Array(length)
  const past = stores.filter(({ starts_on }) => starts_on < origin)
  for (const quarters of Map.groupBy(past, ({ store_id }) => store_id).values()) {
    const from = daysBetween(first, least(quarters.map(({ starts_on }) => starts_on)))
    const until = daysBetween(first, most(quarters.map(({ ends_on }) => ends_on)))
    const orders = quarters.reduce((sum, quarter) => sum + quarter.orders, 0)
    const ends = until < known - silent_days ? until + 1 : closing(quarters, first, known, length)
    const rate = orders / Math.max(1, Math.min(until, known - 1) - from + 1)
    for (let day = Math.max(0, from); day < ends; day += 1) open[day]! += rate
  }
  const now = open[Math.min(known, length - 1)]!
  return open.map((rate) => (rate > 0 && now > 0 ? Math.log(rate / now) : 0))
}

/** A closing day in the future counts only when the last day known is the last of the data. */
function closing(quarters: readonly StoreQuarter[], first: Day, known: number, length: number): number {
  const closed_on = quarters.find((quarter) => quarter.closed_on)?.closed_on
  const at = closed_on ? daysBetween(first, closed_on) : length
  return at > known ? Math.min(at, length) : length
}

const least = (days: readonly Day[]) => days.reduce((a, b) => (b < a ? b : a))
const most = (days: readonly Day[]) => days.reduce((a, b) => (b > a ? b : a))
