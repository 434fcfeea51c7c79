import { driverImportance, type Driver } from '../../stats/driver-importance.ts'
import { addMoments, jointOf, type JointMoments } from '../../stats/joint-moments.ts'
import { shapleyWeights } from '../../stats/shapley-weights.ts'
import { rowsOfKind, type SumRow } from './item-sums.ts'

/** What items explain of an outcome, over people who rated them all. */
export interface ItemDrivers {
  /** People with complete answers. */
  readonly n: number
  /** Null when there are too few people, or nothing varies. */
  readonly r_squared: number | null
  readonly byItem: ReadonlyMap<string, Driver & { readonly shapley: number | null }>
}

const few_enough_for_shapley = 10

/** The drivers out of the rows of kind `moment`; none below `min_n` people. */
export function itemDrivers(rows: readonly SumRow[], min_n: number): ItemDrivers {
  const { items, groups } = momentGroups(rowsOfKind(rows, 'moment'))
  const all = addMoments(groups)
  const nothing: ItemDrivers = { n: all.n, r_squared: null, byItem: new Map() }
  if (all.n < min_n) return nothing
  const { variances } = jointOf(all)
  const varying = variances.flatMap((variance, nth) => (variance > 0 ? [nth] : []))
  if (varying[0] !== 0) return nothing
  const kept = groups.map((group) => pick(group, varying))
  const found = driverImportance(kept)
  if (found === null) return nothing
  const shapley = shapleyOf(kept)
  const byItem = varying
    .slice(1)
    .map(
      (number, nth) => [items[number]!, { ...found.drivers[nth]!, shapley: shapley?.[nth] ?? null }] as const,
    )
  return { n: found.n, r_squared: found.r_squared, byItem: new Map(byItem) }
}

function shapleyOf(groups: readonly JointMoments[]): readonly number[] | null {
  const { correlations } = jointOf(addMoments(groups))
  if (correlations.length - 1 > few_enough_for_shapley) return null
  return shapleyWeights(
    correlations.slice(1).map((row) => row.slice(1)),
    correlations[0]!.slice(1),
  )
}

/** Rows of pairs as square sums, variable 0 the outcome, then the items in order of name. */
function momentGroups(rows: readonly SumRow[]): { items: readonly string[]; groups: JointMoments[] } {
  const named = new Set(rows.flatMap(({ other_item }) => other_item ?? []))
  const items = ['', ...[...named].sort()]
  const place = new Map(items.map((item, nth) => [item, nth]))
  const groups = new Map<number, { n: number; sums: number[]; products: number[][] }>()
  for (const row of rows) {
    const group = row.resample_group ?? 0
    const sums = groups.get(group) ?? emptySums(items.length)
    groups.set(group, sums)
    const [one, other] = [place.get(row.item ?? '')!, place.get(row.other_item ?? '')!]
    sums.products[one]![other] = row.product ?? 0
    sums.products[other]![one] = row.product ?? 0
    if (one !== other) continue
    sums.sums[one] = row.total ?? 0
    sums.n = row.n ?? 0
  }
  return { items, groups: [...groups.values()] }
}

const emptySums = (size: number) => ({
  n: 0,
  sums: new Array<number>(size).fill(0),
  products: Array.from({ length: size }, () => new Array<number>(size).fill(0)),
})

const pick = ({ n, sums, products }: JointMoments, which: readonly number[]): JointMoments => ({
  n,
  sums: which.map((nth) => sums[nth]!),
  products: which.map((row) => which.map((column) => products[row]![column]!)),
})
