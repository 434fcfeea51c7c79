import { movingPeriods, periodText } from '../../../queries/calendar.ts'
import type { MovingPeriod, Period } from '../../../queries/calendar.ts'
import { formatRange } from '../format.ts'
import { m } from '../paraglide/messages.js'

const movingNames: Readonly<Record<MovingPeriod, () => string>> = {
  this_month: m.period_this_month,
  last_month: m.period_last_month,
  this_quarter: m.period_this_quarter,
  last_quarter: m.period_last_quarter,
  this_year: m.period_this_year,
  last_year: m.period_last_year,
  last_7_days: () => m.period_last_days({ days: 7 }),
  last_30_days: () => m.period_last_days({ days: 30 }),
  last_90_days: () => m.period_last_days({ days: 90 }),
  last_365_days: () => m.period_last_days({ days: 365 }),
}

/** The words for a moving period, such as "this quarter". */
export function movingName(period: MovingPeriod): string {
  return movingNames[period]()
}

/** Whether a text of the address names a moving period. */
export function isMoving(text: string): text is MovingPeriod {
  return (movingPeriods as readonly string[]).includes(text)
}

/** The words for a whole calendar unit, or its days when it is none: `2026年第3季度`, `Q3 2026`, `1 – 20 Jul 2026`. Says so when it is of a financial year. */
export function periodName(period: Period, fiscal_start: number): string {
  const text = periodText(period, fiscal_start)
  if (text === null) return formatRange(period)
  const [year = '', rest] = text.split('-')
  if (rest && !rest.startsWith('Q')) return m.period_month({ year, month: monthName(Number(rest)) })
  const quarter = rest?.slice(1)
  if (fiscal_start !== 1)
    return quarter ? m.period_fiscal_quarter({ year, quarter }) : m.period_fiscal_year({ year })
  return quarter ? m.period_quarter({ year, quarter }) : m.period_year({ year })
}

/** A month's short name: `7月`, `Jul`. */
export function monthName(month: number): string {
  const names = m.period_month_names().split(' ')
  return names[month - 1] ?? String(month)
}
