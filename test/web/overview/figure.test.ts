import { describe, expect, test } from 'vitest'
import { compare, readPeriod } from '../../../queries/calendar.ts'
import { figureOf } from '../../../web/lib/overview/figure.ts'
import { planKpis } from '../../../web/lib/overview/kpi-plan.ts'
import { kpis } from '../../../web/lib/overview/kpis.ts'

const kpi = (id: string) => kpis.find((one) => one.id === id)!
function plan(text: string, as_of: string, first_day = '2023-01-01') {
  const period = readPeriod(text, { as_of })!
  return planKpis(compare(period, { as_of }), period, first_day)
}
const survey = (bucket: string, nps: number, n: number, reach = 10) => ({
  bucket,
  nps,
  nps_n: n,
  nps_low: nps - reach,
  nps_high: nps + reach,
})

describe('a figure', () => {
  test('takes its value and both comparisons from one series when they are buckets of it', () => {
    const rows = [
      { bucket: '2025-04-01', net_sales: 80, orders: 8 },
      { bucket: '2026-01-01', net_sales: 50, orders: 5 },
      { bucket: '2026-04-01', net_sales: 100, orders: 10 },
    ]
    const asked = plan('2026-Q2', '2026-06-30', '2025-01-01')
    const figure = figureOf(kpi('net_sales'), asked, { series: rows, apart: {} })
    expect(figure.now).toMatchObject({ value: 100, n: 10 })
    expect(figure.previous).toMatchObject({ base: 50, verdict: 'better' })
    expect(figure.last_year).toMatchObject({ base: 80, verdict: 'better' })
    expect(figure.series).toEqual([null, 80, null, null, 50, 100])
  })

  test('takes them from the answers asked apart when they are not', () => {
    const figure = figureOf(kpi('net_sales'), plan('2026-Q3', '2026-08-14'), {
      series: [{ bucket: '2026-07-01', net_sales: 30, orders: 3 }],
      apart: { previous: { bucket: '2026-04-01', net_sales: 60, orders: 6 }, last_year: null },
    })
    expect(figure.now?.value).toBe(30)
    expect(figure.previous).toMatchObject({ base: 60, verdict: 'worse' })
    expect(figure.last_year.verdict).toBe('unknown')
  })

  test('knows whether anything was ever answered, even if too little to be shown', () => {
    const asked = plan('2026-Q2', '2026-06-30', '2025-01-01')
    const of = (rows: readonly object[]) => figureOf(kpi('nps'), asked, { series: rows as never, apart: {} })
    expect(of([survey('2026-04-01', 40, 12)]).has_any).toBe(true)
    expect(of([{ ...survey('2026-04-01', 0, 0), nps: null }]).has_any).toBe(false)
  })

  test('that is a score is not shown from fewer than 30 answers, and says so', () => {
    const rows = [survey('2026-01-01', 40, 30), survey('2026-04-01', 70, 29)]
    const figure = figureOf(kpi('nps'), plan('2026-Q2', '2026-06-30'), { series: rows, apart: {} })
    expect(figure.now).toMatchObject({ value: null, suppressed: true, n: 29 })
    expect(figure.previous.verdict).toBe('unknown')
    expect(figure.series.slice(-2)).toEqual([40, null])
  })

  test('without answers is unknown, not suppressed', () => {
    const rows = [{ ...survey('2026-04-01', 0, 0), nps: null }]
    const figure = figureOf(kpi('nps'), plan('2026-Q2', '2026-06-30'), { series: rows as never, apart: {} })
    expect(figure.now).toMatchObject({ value: null, suppressed: false })
  })

  test('that may have moved by chance is unclear', () => {
    const rows = [survey('2026-01-01', 40, 200), survey('2026-04-01', 46, 200)]
    const figure = figureOf(kpi('nps'), plan('2026-Q2', '2026-06-30'), { series: rows, apart: {} })
    expect(figure.previous.verdict).toBe('unclear')
  })

  test('of complaints carries the interval of its own count', () => {
    const rows = [{ bucket: '2026-04-01', complaints: 4, orders: 1000, complaints_per_1000_orders: 4 }]
    const { now } = figureOf(kpi('complaints_per_1000_orders'), plan('2026-Q2', '2026-06-30'), {
      series: rows,
      apart: {},
    })
    expect(now?.estimate?.low).toBeCloseTo(1.5555, 3)
    expect(now?.estimate?.high).toBeCloseTo(10.2859, 3)
  })

  test('that looks back over a year is not compared with one that could not', () => {
    const row = (bucket: string, repeat_rate: number) => ({
      bucket,
      repeat_rate,
      repeat_rate_low: repeat_rate - 0.01,
      repeat_rate_high: repeat_rate + 0.01,
      customers: 1000,
    })
    const series = [row('2026-01-01', 0.3), row('2026-04-01', 0.4)]
    const verdictFrom = (first_day: string) =>
      figureOf(kpi('repeat_rate'), plan('2026-Q2', '2026-06-30', first_day), { series, apart: {} }).previous
        .verdict
    expect(verdictFrom('2025-04-01')).toBe('better')
    expect(verdictFrom('2025-07-01')).toBe('unknown')
  })

  test('without a row is unknown', () => {
    const figure = figureOf(kpi('roi'), plan('2026-Q2', '2026-06-30'), { series: [], apart: {} })
    expect(figure).toMatchObject({ now: null, people: null })
  })
})

test('there are ten key figures, each named in both languages', () => {
  expect(kpis).toHaveLength(10)
  expect(kpis.map((one) => Object.keys(one.title).sort())).toEqual(kpis.map(() => ['en', 'zh-CN']))
})
