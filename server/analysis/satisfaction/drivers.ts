import type { Row } from '../../../queries/metric.ts'
import { drivers } from '../../../queries/satisfaction/drivers.ts'
import { importanceQuadrants } from '../../stats/importance-quadrant.ts'
import type { Moments } from '../../stats/moments.ts'
import { defineAnalysis } from '../analysis.ts'
import { itemDrivers, type ItemDrivers } from './item-drivers.ts'
import { itemScales, momentsByItem, onScale, rowsOfKind } from './item-sums.ts'

type DriverRow = Row<typeof drivers>

/** Importance and performance of every item, with its quadrant. */
export const driversAnalysis = defineAnalysis(drivers, (rows, { min_n, scale, importance_by }) => {
  const scaleOf = itemScales(rows, scale)
  const ratings = momentsByItem(rows, 'rating')
  const verdicts = momentsByItem(rows, 'verdict')
  const products = new Map(rowsOfKind(rows, 'cross').map(({ item, product }) => [item, product]))
  const stated = new Map(rowsOfKind(rows, 'stated').map((row) => [row.item, row]))
  const found = itemDrivers(rows, min_n)
  const unsorted = [...ratings].map(([item, rating]): DriverRow => {
    const said = stated.get(item)
    const is_known = rating.n >= min_n
    return {
      item,
      ...importanceOf(item, rating, found, min_n),
      correlation: is_known ? correlation(rating, verdicts.get(item)!, products.get(item)!) : null,
      stated: said && said.n! >= min_n ? said.total! / said.n! : null,
      ratings: rating.n,
      rating: is_known ? rating.mean : null,
      performance: is_known ? onScale(rating.mean, scaleOf(item)) : null,
      quadrant: null,
    }
  })
  return withQuadrants(
    unsorted.toSorted((a, b) => (b.weight ?? -1) - (a.weight ?? -1)),
    ({ importance, correlation, stated }) => ({ relative: importance, correlation, stated })[importance_by],
  )
})

function importanceOf(item: string, rating: Moments, found: ItemDrivers, min_n: number) {
  const driver = found.byItem.get(item)
  const all = { n: found.n, r_squared: found.r_squared }
  if (!driver)
    return {
      ...all,
      status: leftOut(rating, found, min_n),
      ...{
        importance: null,
        importance_low: null,
        importance_high: null,
        weight: null,
        shapley: null,
        slope: null,
      },
    }
  return {
    ...all,
    status: driver.is_significant ? 'driver' : 'not_significant',
    importance: driver.is_significant ? driver.share : 0,
    ...{ importance_low: driver.low, importance_high: driver.high },
    ...{ weight: driver.weight, shapley: driver.shapley, slope: driver.slope },
  }
}

function leftOut(rating: Moments, { n, r_squared }: ItemDrivers, min_n: number): string {
  if (n < min_n) return 'too_few_answers'
  if (!rating.variance) return 'constant'
  return r_squared === null ? 'nothing_to_explain' : 'rarely_rated'
}

/** Pearson's correlation; null where one of the two does not vary. */
function correlation(rating: Moments, verdict: Moments, product: number | null): number | null {
  if (!rating.variance || !verdict.variance || product === null) return null
  const covariance = (product - rating.n * rating.mean * verdict.mean) / (rating.n - 1)
  return Math.max(-1, Math.min(1, covariance / Math.sqrt(rating.variance * verdict.variance)))
}

function withQuadrants(
  rows: readonly DriverRow[],
  importance: (row: DriverRow) => number | null,
): DriverRow[] {
  const placed = rows.filter((row) => importance(row) !== null && row.performance !== null)
  const quadrants = importanceQuadrants(
    placed.map((row) => ({ importance: importance(row)!, performance: row.performance! })),
  )
  return rows.map((row) => ({ ...row, quadrant: quadrants[placed.indexOf(row)] ?? null }))
}
