import type { Day } from '../../../queries/day.ts'
import { weightsInForce, type AgreedWeights } from '../../../queries/satisfaction/agreed-weights.ts'
import type { Weighting } from '../../../queries/satisfaction/parameters.ts'
import { itemDrivers } from './item-drivers.ts'
import { rowsOfKind, type SumRow } from './item-sums.ts'

/** Where weights come from: what was agreed, or a way to work them out of the answers. */
export type WeightSource = AgreedWeights | Exclude<Weighting, 'agreed'>

/** Where the weights of each day come from: where agreed ones are asked for, from the version in force, or customers state them before the first. */
export function weightSources({
  weights,
  agreed_weights,
}: {
  readonly weights: Weighting
  readonly agreed_weights: string
}): (day: Day) => WeightSource {
  if (weights !== 'agreed') return () => weights
  const all = JSON.parse(agreed_weights) as AgreedWeights[]
  return (day) => weightsInForce(all, day) ?? 'stated'
}

/** The number of an agreed version; null for weights that are worked out. */
export const versionOf = (source: WeightSource) => (typeof source === 'object' ? source.version : null)

/**
 * The weight of each item in the index, adding up to 1: what was agreed, what customers state, the same for all, or what
 * drives the outcome. Items without an agreed or a stated weight weigh nothing beside those with one; where nobody
 * states any, and where nothing drives the outcome, all weigh the same. Where none of the items was agreed on all are 0.
 */
export function itemWeights(
  rows: readonly SumRow[],
  items: readonly string[],
  source: WeightSource,
  min_n: number,
): Map<string, number> {
  const raw = rawWeights(rows, source, min_n)
  const total = items.reduce((sum, item) => sum + (raw.get(item) ?? 0), 0)
  const otherwise = typeof source === 'object' ? 0 : 1 / items.length
  return new Map(items.map((item) => [item, total > 0 ? (raw.get(item) ?? 0) / total : otherwise] as const))
}

function rawWeights(
  rows: readonly SumRow[],
  source: WeightSource,
  min_n: number,
): ReadonlyMap<string, number> {
  if (typeof source === 'object') return new Map(Object.entries(source.weights))
  if (source === 'equal') return new Map()
  if (source === 'stated')
    return new Map(
      rowsOfKind(rows, 'stated').flatMap(({ item, n, total }) =>
        item !== null && n && total !== null ? [[item, Math.max(0, total / n)] as const] : [],
      ),
    )
  return new Map(
    [...itemDrivers(rows, min_n).byItem].map(([item, driver]) => [
      item,
      driver.is_significant ? driver.weight : 0,
    ]),
  )
}
