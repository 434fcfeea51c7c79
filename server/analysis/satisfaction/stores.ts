import type { ReadRow, Row } from '../../../queries/metric.ts'
import { stores, type store_measures } from '../../../queries/satisfaction/stores.ts'
import { dispersion, funnelHalfWidth, type FunnelUnit } from '../../stats/funnel-limits.ts'
import { defineAnalysis } from '../analysis.ts'

type StoreRow = Row<typeof stores>
type Measure = (typeof store_measures)[number]

interface Unit extends FunnelUnit {
  readonly store: string | null
  readonly label: string | null
  readonly region: string | null
  readonly total: number
  readonly product: number
}

/** Every store with its limits; those with too few answers keep nothing but their number. */
export const storesAnalysis = defineAnalysis(stores, (rows, { measure, min_n }) => {
  const units = rows.map(({ store, label, region, n, total, product }): Unit => ({
    ...{ store, label, region, n: n!, total: total!, product: product! },
    value: total! / n!,
  }))
  const range = rangeOf(measure, rows[0])
  const { centre, answer_variance } = together(units, measure)
  const shown = units.filter(({ n }) => n >= min_n)
  const { phi, between } = dispersion(shown, centre, answer_variance)
  return units
    .map((unit): StoreRow => ({
      ...{ store: unit.store, label: unit.label, region: unit.region, n: unit.n, centre },
      ...{ answer_variance, dispersion: phi, between_variance: between },
      ...(unit.n >= min_n ? judged(unit, { centre, answer_variance, between, range }) : unjudged),
    }))
    .toSorted((a, b) => b.n! - a.n! || (a.store! < b.store! ? -1 : 1))
})

/** The lowest and the highest score there is. */
function rangeOf(measure: Measure, row: ReadRow<typeof stores> | undefined): readonly [number, number] {
  if (measure === 'ces') return [row?.ces_scale_low ?? 1, row?.ces_scale_high ?? 7]
  return measure === 'csat' ? [0, 100] : [-100, 100]
}

/** The mean of all answers, and how one answer varies: around the mean, for a mean score around its own store's. */
function together(units: readonly Unit[], measure: Measure) {
  const sum = (of: (unit: Unit) => number) => units.reduce((total, unit) => total + of(unit), 0)
  const n = sum((unit) => unit.n)
  const centre = sum((unit) => unit.total) / n
  const overall = sum((unit) => unit.product) / n - centre ** 2
  const within = sum((unit) => unit.product - unit.total ** 2 / unit.n) / (n - units.length)
  return { centre, answer_variance: Math.max(0, measure === 'ces' && n > units.length ? within : overall) }
}

interface Funnel {
  readonly centre: number
  readonly answer_variance: number
  readonly between: number
  readonly range: readonly [number, number]
}

function judged({ n, value }: Unit, { centre, answer_variance, between, range }: Funnel) {
  const [lowest, highest] = range
  const [half_95, half_998] = [0.95, 0.998].map((level) =>
    funnelHalfWidth(n, answer_variance, between, level),
  )
  const away = Math.abs(value - centre)
  const side = value < centre ? 'below' : 'above'
  const spread = Math.sqrt(answer_variance / n + between)
  return {
    value,
    ...{ low_95: Math.max(lowest, centre - half_95!), high_95: Math.min(highest, centre + half_95!) },
    ...{ low_998: Math.max(lowest, centre - half_998!), high_998: Math.min(highest, centre + half_998!) },
    z: spread > 0 ? (value - centre) / spread : null,
    verdict: away > half_998! ? `${side}_998` : away > half_95! ? `${side}_95` : 'within',
  }
}

const unjudged = {
  ...{ value: null, low_95: null, high_95: null, low_998: null, high_998: null, z: null },
  verdict: 'too_few_answers',
}
