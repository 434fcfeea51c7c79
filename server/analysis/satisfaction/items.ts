import { items } from '../../../queries/satisfaction/items.ts'
import { defineAnalysis } from '../analysis.ts'
import { itemScales, momentsByItem, onScale, rowsOfKind } from './item-sums.ts'
import { itemWeights, versionOf, weightSources } from './item-weights.ts'
import { meanInterval } from './mean-interval.ts'

/** Each item's rating, what was expected of it, and its weight in the index. */
export const itemsAnalysis = defineAnalysis(items, (rows, params) => {
  const { min_n, scale } = params
  const scaleOf = itemScales(rows, scale)
  const ratings = momentsByItem(rows, 'rating')
  const expectations = momentsByItem(rows, 'expected')
  const gaps = momentsByItem(rows, 'gap')
  const stated = new Map(rowsOfKind(rows, 'stated').map((row) => [row.item, row]))
  const source = weightSources(params)(params.to)
  const weightOf = itemWeights(rows, [...ratings.keys()], source, min_n)
  return [...ratings].map(([item, found]) => {
    const ends = scaleOf(item)
    const rating = meanInterval(found, min_n)
    const gap = meanInterval(gaps.get(item), min_n)
    const said = stated.get(item)
    return {
      item,
      n: found.n,
      ...{ rating: rating.mean, rating_low: rating.low, rating_high: rating.high },
      index: rating.mean === null ? null : onScale(rating.mean, ends),
      weight: weightOf.get(item)!,
      weights_version: versionOf(source),
      importance: said && said.n! >= min_n ? said.total! / said.n! : null,
      expected_n: gaps.get(item)?.n ?? 0,
      expected: meanInterval(expectations.get(item), min_n).mean,
      ...{ gap: gap.mean, gap_low: gap.low, gap_high: gap.high },
      ...{ scale_low: ends.low, scale_high: ends.high, scale_from: ends.from },
    }
  })
})
