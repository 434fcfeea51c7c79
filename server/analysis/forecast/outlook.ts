import { addDays, addYears, daysBetween } from '../../../queries/day.ts'
import type { Day, Range } from '../../../queries/day.ts'
import { outlook as metric } from '../../../queries/forecast/outlook.ts'
import type { OutlookReason } from '../../../queries/forecast/outlook.ts'
import type { Row } from '../../../queries/metric.ts'
import { defineAnalysis } from '../analysis.ts'
import { actualOf, backTest, wholeQuarter } from './back-test.ts'
import type { BackTest } from './back-test.ts'
import { calendarOf } from './calendar.ts'
import { horizonFrom } from './horizon.ts'
import type { Horizon, Subject } from './horizon.ts'
import { quarterLater, quarterOf } from './openings.ts'
import { salesDays } from './sales-days.ts'
import type { SalesDays } from './sales-days.ts'

type OutlookRow = Row<typeof metric>
type Method = 'model' | 'naive' | 'none'

interface Verdict {
  readonly method: Method
  readonly reason: OutlookReason
  readonly test: BackTest | null
}

const year_days = 364
/** A selection that sold nothing for so long is closed. */
const silent_days = 28
/** Fewer orders in the last year than this are no season. */
const fewest_orders = 100

/** The forecast to the end of the next quarter, with how well it did before. */
export const outlook = defineAnalysis(metric, (rows, params) => {
  const sales = salesDays(rows)
  if (sales === null) return [verdictRow({ method: 'none', reason: 'no_sales', test: null })]
  const { fiscal_start, measure, from } = params
  const subject = subjectOf(sales, fiscal_start, measure === 'active_customers')
  const verdict = judge(subject)
  const horizon = verdict.method === 'none' ? null : horizonFrom(subject, dayAfter(subject))
  return [
    verdictRow(verdict),
    ...(horizon ? quarterRows(subject, horizon, verdict.method) : []),
    ...bucketRows(subject, horizon, verdict.method, from),
    ...testRows(verdict),
  ]
})

function subjectOf(sales: SalesDays, fiscal_start: number, is_distinct: boolean): Subject {
  const current = quarterOf(dayAfter({ sales }), fiscal_start)
  const calendar = calendarOf(sales.first, addDays(quarterLater(current, 2), -1), fiscal_start)
  return { sales, calendar, fiscal_start, is_distinct }
}

const dayAfter = ({ sales }: Pick<Subject, 'sales'>) => addDays(sales.first, sales.values.length)

function judge(subject: Subject): Verdict {
  const { orders } = subject.sales
  const known = orders.length
  const since = (days: number) => orders.slice(-days).reduce((sum, count) => sum + count, 0)
  const none = (reason: OutlookReason): Verdict => ({ method: 'none', reason, test: null })
  if (known > silent_days && since(silent_days) <= 0) return none('closed')
  if (known < year_days || !isLastYearKnown(subject)) return none('under_one_year')
  if (since(year_days) < fewest_orders) return none('too_few')
  const test = backTest(subject)
  if (test === null) return { method: 'naive', reason: 'under_two_years', test }
  return (test.model.mae ?? Infinity) < (test.naive.mae ?? Infinity)
    ? { method: 'model', reason: 'model_wins', test }
    : { method: 'naive', reason: 'naive_wins', test }
}

/** Distinct customers are counted from the first day of a quarter, so the one of a year before must be known as a whole. */
function isLastYearKnown(subject: Subject): boolean {
  const before = addYears(quarterOf(dayAfter(subject), subject.fiscal_start), -1)
  return !subject.is_distinct || before >= subject.sales.first
}

const blank: OutlookRow = {
  kind: null,
  starts_on: null,
  ends_on: null,
  lead: null,
  actual: null,
  forecast: null,
  low: null,
  high: null,
  model: null,
  naive: null,
  method: null,
  reason: null,
  n: null,
  wape: null,
  naive_wape: null,
  mase: null,
  naive_mase: null,
  coverage: null,
}

function verdictRow({ method, reason, test }: Verdict): OutlookRow {
  const row = { ...blank, kind: 'verdict', method, reason }
  if (test === null) return row
  const shown = method === 'model' ? test.model : test.naive
  return {
    ...row,
    n: shown.n,
    wape: test.model.wape,
    naive_wape: test.naive.wape,
    mase: test.model.mase,
    naive_mase: test.naive.mase,
    coverage: shown.coverage,
  }
}

/** The quarter of the first day to come and the one after it. */
function quarterRows(subject: Subject, horizon: Horizon, method: Method): OutlookRow[] {
  const current = quarterOf(horizon.origin, subject.fiscal_start)
  return [0, 1].map((lead) => ({
    ...expectedRow('quarter', wholeQuarter(quarterLater(current, lead)), subject, horizon, method),
    lead,
  }))
}

function expectedRow(
  kind: string,
  range: Range,
  subject: Subject,
  horizon: Horizon,
  method: Method,
): OutlookRow {
  const naive = horizon.naive(range)
  const model = horizon.model?.(range) ?? null
  const shown = method === 'model' && model ? model : naive
  return {
    ...blank,
    kind,
    starts_on: range.from,
    ends_on: range.to,
    actual: range.from < horizon.origin ? actualOf(subject, range) : null,
    forecast: shown.value,
    low: shown.low,
    high: shown.high,
    model: model?.value ?? null,
    naive: naive.value,
    method,
  }
}

/** What the chart draws: weeks, or quarters of distinct customers, from the one that holds `from` on; only whole ones. */
function bucketRows(subject: Subject, horizon: Horizon | null, method: Method, from: Day): OutlookRow[] {
  const origin = dayAfter(subject)
  const end = horizon
    ? wholeQuarter(quarterLater(quarterOf(origin, subject.fiscal_start), 1)).to
    : addDays(origin, -1)
  return bucketsOf(subject, from, end).map((range) =>
    range.to < origin || horizon === null
      ? {
          ...blank,
          kind: 'bucket',
          starts_on: range.from,
          ends_on: range.to,
          actual: actualOf(subject, range),
        }
      : expectedRow('bucket', range, subject, horizon, method),
  )
}

function bucketsOf({ sales, fiscal_start, is_distinct }: Subject, from: Day, end: Day): Range[] {
  const monday = (day: Day) => addDays(day, -(((daysBetween('1970-01-05', day) % 7) + 7) % 7))
  const start = is_distinct ? quarterOf(from, fiscal_start) : monday(from)
  const next = (day: Day) => (is_distinct ? quarterLater(day, 1) : addDays(day, 7))
  const buckets: Range[] = []
  for (let day = start; addDays(next(day), -1) <= end; day = next(day))
    if (day >= sales.first) buckets.push({ from: day, to: addDays(next(day), -1) })
  return buckets
}

function testRows({ test, method }: Verdict): OutlookRow[] {
  return (test?.quarters ?? []).map(({ from, to, lead, actual, model, naive }) => {
    const shown = method === 'model' ? model : naive
    const said = { forecast: shown.value, low: shown.low, high: shown.high }
    const both = { model: model.value, naive: naive.value }
    return { ...blank, kind: 'test', starts_on: from, ends_on: to, lead, actual, ...said, ...both, method }
  })
}
