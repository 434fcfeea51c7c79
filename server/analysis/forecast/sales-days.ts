import { daysBetween } from '../../../queries/day.ts'
import type { Day } from '../../../queries/day.ts'
import type { outlook } from '../../../queries/forecast/outlook.ts'
import type { ReadRow } from '../../../queries/metric.ts'

/** What a store sold, quarter by quarter. Days are places in the run of days. */
export interface StoreSales {
  readonly quarters: readonly {
    /** First and last day with sales. */
    readonly from: number
    readonly until: number
    readonly orders: number
  }[]
  readonly closed: number | null
}

/** What was sold day by day, without a day left out, up to the last one known. */
export interface SalesDays {
  readonly first: Day
  readonly values: readonly number[]
  readonly orders: readonly number[]
  /** Customers with a purchase; 0 where they were not asked for. */
  readonly visitors: readonly number[]
  readonly stores: readonly StoreSales[]
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
  const stores = storeSales(rows, first)
  return { first, values, orders, visitors, stores }
}

function storeSales(rows: readonly ReadRow<typeof outlook>[], first: Day): StoreSales[] {
  const place = (day: Day) => daysBetween(first, day)
  const sold = rows.filter(({ kind, starts_on, ends_on }) => kind === 'store' && starts_on && ends_on)
  return [...Map.groupBy(sold, ({ store_id }) => store_id).values()].map((quarters) => {
    const closed_on = quarters.find((quarter) => quarter.closed_on)?.closed_on
    return {
      quarters: quarters.map(({ starts_on, ends_on, orders }) => ({
        from: place(starts_on!),
        until: place(ends_on!),
        orders: orders ?? 0,
      })),
      closed: closed_on ? place(closed_on) : null,
    }
  })
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
export function storeOffsets({ stores }: SalesDays, known: number, length: number): Float64Array {
  const open = new Float64Array(length)
  for (const { quarters, closed } of stores) {
    const past = quarters.filter(({ from }) => from < known)
    if (past.length === 0) continue
    const from = Math.min(...past.map((quarter) => quarter.from))
    const until = Math.max(...past.map((quarter) => quarter.until))
    const orders = past.reduce((sum, quarter) => sum + quarter.orders, 0)
    const ends = until < known - silent_days ? until + 1 : closing(closed, known, length)
    const rate = orders / Math.max(1, Math.min(until, known - 1) - from + 1)
    for (let day = Math.max(0, from); day < ends; day += 1) open[day]! += rate
  }
  const now = open[Math.min(known, length - 1)]!
  return open.map((rate) => (rate > 0 && now > 0 ? Math.log(rate / now) : 0))
}

/** A closing day in the future counts only when the last day known is the last of the data. */
function closing(closed: number | null, known: number, length: number): number {
  const at = closed ?? length
  return at > known ? Math.min(at, length) : length
}
