import { addDays, addYears, daysBetween } from '../../../queries/day.ts'
import type { Day, Range } from '../../../queries/day.ts'
import { outlook as metric } from '../../../queries/forecast/outlook.ts'
import type { OutlookReason } from '../../../queries/forecast/outlook.ts'
import type { ParamsOf, Row } from '../../../queries/metric.ts'
import { defineAnalysis } from '../analysis.ts'
import { actualOf, backTest, testedOrigins, wholeQuarter } from './back-test.ts'
import type { BackTest } from './back-test.ts'
import { calendarOf } from './calendar.ts'
import { foretell, horizonFrom } from './horizon.ts'
import type { Foretold, Horizon, Subject } from './horizon.ts'
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

type Params = Required<ParamsOf<typeof metric>>

/** The forecast to the end of the next quarter, with how well it did before; threads share the days that it is made from. */
export const outlook = defineAnalysis<typeof metric, ReadonlyMap<Day, Foretold>>(
  metric,
  (rows, params, shares = []) => {
    const sales = salesDays(rows)
    if (sales === null) return [verdictRow({ method: 'none', reason: 'no_sales', test: null })]
    const subject = subjectOf(sales, params, new Map(shares.flatMap((share) => [...share])))
    const verdict = judge(subject)
    const horizon =
      verdict.method === 'none'
        ? null
        : horizonFrom(subject, dayAfter(subject), rangesAhead(subject, params.from))
    return [
      verdictRow(verdict),
      ...(horizon ? quarterRows(subject, horizon, verdict.method) : []),
      ...bucketRows(subject, horizon, verdict.method, params.from),
      ...testRows(verdict),
    ]
  },
  (rows, params, { nth, of }) => {
    const sales = salesDays(rows)
    const subject = sales && subjectOf(sales, params)
    if (subject === null || whyNone(subject) !== null) return new Map()
    const now = { origin: dayAfter(subject), ranges: rangesAhead(subject, params.from) }
    return new Map(
      [now, ...(testedOrigins(subject) ?? [])]
        .filter((_, at) => at % of === nth)
        .map(({ origin, ranges }) => [origin, foretell(subject, origin, ranges)]),
    )
  },
)

function subjectOf(
  sales: SalesDays,
  { fiscal_start, measure }: Params,
  foretold: Subject['foretold'] = new Map(),
): Subject {
  const current = quarterOf(dayAfter({ sales }), fiscal_start)
  const calendar = calendarOf(sales.first, addDays(quarterLater(current, 2), -1), fiscal_start)
  return { sales, calendar, fiscal_start, foretold, is_distinct: measure === 'active_customers' }
}

const dayAfter = ({ sales }: Pick<Subject, 'sales'>) => addDays(sales.first, sales.values.length)

/** Why there is no forecast at all; null where there is one. */
function whyNone(subject: Subject): OutlookReason | null {
  const { orders } = subject.sales
  const known = orders.length
  const since = (days: number) => orders.slice(-days).reduce((sum, count) => sum + count, 0)
  if (known > silent_days && since(silent_days) <= 0) return 'closed'
  if (known < year_days || !isLastYearKnown(subject)) return 'under_one_year'
  return since(year_days) < fewest_orders ? 'too_few' : null
}

function judge(subject: Subject): Verdict {
  const reason = whyNone(subject)
  if (reason !== null) return { method: 'none', reason, test: null }
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
function quartersAhead(subject: Subject): Range[] {
  const current = quarterOf(dayAfter(subject), subject.fiscal_start)
  return [0, 1].map((lead) => wholeQuarter(quarterLater(current, lead)))
}

/** Everything that is forecast from the first day to come on. */
function rangesAhead(subject: Subject, from: Day): Range[] {
  const quarters = quartersAhead(subject)
  const buckets = bucketsOf(subject, from, quarters[1]!.to)
  return [...quarters, ...buckets.filter(({ to }) => to >= dayAfter(subject))]
}

function quarterRows(subject: Subject, horizon: Horizon, method: Method): OutlookRow[] {
  return quartersAhead(subject).map((quarter, lead) => ({
    ...expectedRow('quarter', quarter, subject, horizon, method),
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
  const end = horizon ? quartersAhead(subject)[1]!.to : addDays(origin, -1)
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
