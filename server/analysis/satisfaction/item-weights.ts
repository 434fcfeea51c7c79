import type { Weighting } from '../../../queries/satisfaction/parameters.ts'
import { itemDrivers } from './item-drivers.ts'
import { rowsOfKind, type SumRow } from './item-sums.ts'

/**
 * The weight of each item in the index, adding up to 1: what customers state, the same for all, or what drives the
 * outcome. Items nobody states an importance of weigh nothing beside stated ones; where nobody states any, and where
 * nothing drives the outcome, all weigh the same.
 */
export function itemWeights(
  rows: readonly SumRow[],
  items: readonly string[],
  how: Weighting,
  min_n: number,
): Map<string, number> {
  const raw = rawWeights(rows, how, min_n)
  const total = items.reduce((sum, item) => sum + (raw.get(item) ?? 0), 0)
  return new Map(
    items.map((item) => [item, total > 0 ? (raw.get(item) ?? 0) / total : 1 / items.length] as const),
  )
}

function rawWeights(rows: readonly SumRow[], how: Weighting, min_n: number): Map<string, number> {
  if (how === 'equal') return new Map()
  if (how === 'stated')
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
