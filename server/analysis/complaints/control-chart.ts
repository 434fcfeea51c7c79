import { controlChart as metric } from '../../../queries/complaints/control_chart.ts'
import type { ReadRow, Row } from '../../../queries/metric.ts'
import { attributeChart, individualsChart } from '../../stats/control-chart.ts'
import type { ControlChart } from '../../stats/control-chart.ts'
import { laneyChart, overdispersion } from '../../stats/laney.ts'
import { dispersionOf, rateAlarms, stepDispersionOf } from '../../stats/rate-alarms.ts'
import type { RateAlarm } from '../../stats/rate-alarms.ts'
import { signals } from '../../stats/run-rules.ts'
import type { RunRule } from '../../stats/run-rules.ts'
import { defineAnalysis } from '../analysis.ts'
import { buckets_a_year } from './buckets-a-year.ts'

type Read = ReadRow<typeof metric>
type Kind = 'c' | 'u' | 'laney_c' | 'laney_u' | 'xmr_c' | 'xmr_u'

const ruleSets: Readonly<Record<string, readonly RunRule[]>> = {
  nelson_1_2: ['N1', 'N2'],
  limits: ['N1'],
  western_electric: ['WE1', 'WE2', 'WE3', 'WE4'],
  nelson: ['N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'N7', 'N8'],
}

/** Complaints with limits, signals and alarms. A bucket that cannot be plotted (no orders on a u chart, no complaints known) has none of them. */
export const controlChart = defineAnalysis(metric, (rows, { chart, rules, grain }) => {
  const per_order = chart === 'u' || (chart !== 'c' && rows.some(({ orders }) => Number(orders) > 0))
  const plotted = rows.filter(
    ({ complaints, orders }) => complaints !== null && (!per_order || Number(orders) > 0),
  )
  const kept = baselineOf(plotted)
  const shown = baselineOf(rows)
  const drawn = draw(plotted, per_order, chart, kept)
  const alarms = alarmsOf(plotted, per_order, buckets_a_year[grain])
  const scores = drawn.values.map((value, nth) => score(value - drawn.center, drawn.sigma[nth]!))
  const found = signals(scores, ruleSets[rules], drawn.values)
  const points = new Map(plotted.map((row, nth) => [row, point(drawn, found[nth]!, alarms[nth]!, nth)]))
  return rows.map((row) => ({
    ...given(row, shown.has(row)),
    ...(points.get(row) ?? unplotted(drawn)),
  }))
})

interface Drawn extends ControlChart {
  readonly kind: Kind
  readonly sigma_z: number | null
}

function draw(rows: readonly Read[], per_order: boolean, chart: string, kept: ReadonlySet<Read>): Drawn {
  const counts = rows.map(({ complaints }) => Number(complaints))
  const sizes = rows.map(({ orders }) => Number(orders) / 1000)
  const baseline = kept.size > 0 ? rows.map((row) => kept.has(row)) : []
  const kind = per_order ? 'u' : 'c'
  const plain = attributeChart(kind, counts, sizes, baseline)
  const sigma_z = overdispersion(plain, baseline)
  if (chart === 'xmr')
    return { ...individualsChart(plain.values, baseline, 0), kind: `xmr_${kind}`, sigma_z: null }
  const widened = chart === 'laney' || (chart === 'auto' && (sigma_z ?? 0) > 1)
  return widened
    ? { ...laneyChart(kind, counts, sizes, baseline), kind: `laney_${kind}` }
    : { ...plain, kind, sigma_z }
}

/** The whole buckets of the baseline; without any those of the period. */
function baselineOf(rows: readonly Read[]): ReadonlySet<Read> {
  const whole = rows.filter(({ is_complete }) => is_complete)
  const given = whole.filter(({ in_baseline }) => in_baseline)
  return new Set(given.length > 0 ? given : whole.filter(({ in_period }) => in_period))
}

/** Alarms are looked for in the period, against the part of the baseline that lies before it. */
function alarmsOf(rows: readonly Read[], per_order: boolean, a_year: number): (RateAlarm | null)[] {
  const series = (part: readonly Read[]) => ({
    counts: part.map(({ complaints }) => Number(complaints)),
    exposures: part.map(({ orders }) => (per_order ? Number(orders) : 1)),
  })
  const before = series(rows.filter((row) => row.in_baseline && !row.in_period && row.is_complete))
  const shown = rows.filter(({ in_period }) => in_period)
  const now = series(shown)
  const baseline = {
    count: sum(before.counts),
    exposure: sum(before.exposures),
    dispersion: dispersionOf([sum(before.exposures) > 0 ? before : now]),
    step_dispersion: stepDispersionOf([now]),
  }
  const found = rateAlarms(now, baseline, { buckets_a_year: a_year, series: 100 })
  const by_row = new Map(shown.map((row, nth) => [row, found[nth]!]))
  return rows.map((row) => by_row.get(row) ?? null)
}

/** Distance from the centre in standard deviations; past every line where nothing was ever expected. */
function score(distance: number, sigma: number): number {
  return sigma > 0 ? distance / sigma : Math.sign(distance) * Infinity || 0
}

const given = (row: Read, in_baseline: boolean) => ({
  bucket: row.bucket,
  complaints: row.complaints,
  orders: row.orders,
  in_baseline,
  in_period: row.in_period,
  is_complete: row.is_complete,
})

type Point = Omit<Row<typeof metric>, keyof ReturnType<typeof given>>

function point(drawn: Drawn, found: readonly RunRule[], alarm: RateAlarm | null, nth: number): Point {
  return {
    ...unplotted(drawn),
    value: drawn.values[nth]!,
    lower_limit: drawn.lower[nth]!,
    upper_limit: drawn.upper[nth]!,
    signals: found.length > 0 ? found.join(' ') : null,
    is_alarm: alarm !== null,
    alarm_buckets: alarm?.window ?? null,
    observed: alarm?.observed ?? null,
    expected: alarm?.expected ?? null,
    chance: alarm?.chance ?? null,
  }
}

const unplotted = ({ center, kind, sigma_z }: Drawn): Point => ({
  value: null,
  center: Number.isFinite(center) ? center : null,
  lower_limit: null,
  upper_limit: null,
  chart: kind,
  sigma_z,
  signals: null,
  is_alarm: false,
  alarm_buckets: null,
  observed: null,
  expected: null,
  chance: null,
})

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
