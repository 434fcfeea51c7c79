import tQuantile from '@stdlib/stats-base-dists-t-quantile'
import { lastDayOf } from '../../../queries/satisfaction/agreed-weights.ts'
import { csi } from '../../../queries/satisfaction/csi.ts'
import { weightedIndex, weightedIndexVariance, type IndexItem } from '../../stats/weighted-index.ts'
import { defineAnalysis } from '../analysis.ts'
import { itemScales, rowsOfKind, type ScaleEnds, type SumRow } from './item-sums.ts'
import { itemWeights, versionOf, weightSources, type WeightSource } from './item-weights.ts'

/** The weighted index of each bucket with its interval. */
export const csiAnalysis = defineAnalysis(csi, (rows, params) => {
  const scaleOf = itemScales(rows, params.scale)
  const pairs = rowsOfKind(rows, 'pair')
  const items = [...new Set(pairs.flatMap(({ item }) => item ?? []))]
  const sourceOn = weightSources(params)
  const known_weights = new Map<WeightSource, ReadonlyMap<string, number>>()
  const weightsFrom = (source: WeightSource) => {
    const found = known_weights.get(source) ?? itemWeights(rows, items, source, params.min_n)
    known_weights.set(source, found)
    return found
  }
  const byBucket = Map.groupBy(pairs, ({ bucket }) => bucket)
  return rowsOfKind(rows, 'people').map(({ bucket, n }) => {
    const source = sourceOn(lastDayOf(bucket!, params.grain, params.to))
    const known = (n ?? 0) >= params.min_n
    const index = known ? indexOf(byBucket.get(bucket) ?? [], weightsFrom(source), scaleOf, n!) : nothing
    return { bucket, n, weights_version: versionOf(source), ...index }
  })
})

const nothing = { csi: null, csi_low: null, csi_high: null }

function indexOf(
  pairs: readonly SumRow[],
  weights: ReadonlyMap<string, number>,
  scaleOf: (item: string) => ScaleEnds,
  people: number,
) {
  const together = new Map(pairs.map((pair) => [`${pair.item}\n${pair.other_item}`, pair]))
  const own = pairs.filter(({ item, other_item }) => item === other_item && weights.get(item!)! > 0)
  const total = own.reduce((sum, { item }) => sum + weights.get(item!)!, 0)
  if (!(total > 0)) return nothing
  const items = own.map(({ item, n, total: sum }): IndexItem => ({
    mean: sum! / n!,
    weight: weights.get(item!)! / total,
    ...scaleOf(item!),
  }))
  const value = weightedIndex(items)
  const variance = weightedIndexVariance(items, (one, other) => {
    const [first, second] = [own[one]!.item, own[other]!.item]
    const [pair, turned] = [together.get(`${first}\n${second}`), together.get(`${second}\n${first}`)]
    const both = pair ?? turned
    if (!both) return null
    const totals = { total: both.total!, other_total: both.other_total! }
    return { n: both.n!, product: both.product!, ...(pair ? totals : turnedAround(totals)) }
  })
  if (variance === null || people < 2) return { ...nothing, csi: value }
  const half = tQuantile(0.975, people - 1) * Math.sqrt(variance)
  return { csi: value, csi_low: Math.max(0, value - half), csi_high: Math.min(100, value + half) }
}

const turnedAround = ({ total, other_total }: { total: number; other_total: number }) => ({
  total: other_total,
  other_total: total,
})
