/**
 * Buyers by what they did: one entry of each list per group of buyers who did the same. Times in any one unit.
 * The first purchase does not count: `repeats` purchases came after it, the last of them `recency` after it, and `age` is the
 * time from it to the end of the observation.
 */
export interface Buyers {
  readonly repeats: ArrayLike<number>
  readonly recency: ArrayLike<number>
  readonly age: ArrayLike<number>
  /** How many buyers a group holds. */
  readonly buyers: ArrayLike<number>
}

/** The distinct values of a list and, for each entry, which of them it has. */
export interface Distinct {
  readonly values: Float64Array
  readonly index: Uint32Array
}

/** Finds the distinct values of a list, in the order in which they appear. */
export function distinct(list: ArrayLike<number>): Distinct {
  const places = new Map<number, number>()
  const index = new Uint32Array(list.length)
  for (let i = 0; i < list.length; i += 1) {
    const known = places.get(list[i]!)
    index[i] = known ?? places.size
    if (known === undefined) places.set(list[i]!, places.size)
  }
  return { values: Float64Array.from(places.keys()), index }
}

/** How many buyers have each of the distinct values. */
export function countBy({ values, index }: Distinct, buyers: ArrayLike<number>): Float64Array {
  const counts = new Float64Array(values.length)
  for (let i = 0; i < index.length; i += 1) counts[index[i]!]! += buyers[i]!
  return counts
}

/**
 * At most `most` of the buyers: every nth of them, in the order of the groups, so that each group keeps its share. All of them
 * where they are no more.
 */
export function sampleOf(all: Buyers, most: number): Buyers {
  const nth = Math.ceil(total(all.buyers) / most)
  if (nth <= 1) return all
  const kept = new Float64Array(all.buyers.length)
  let up_to = 0
  for (let i = 0; i < kept.length; i += 1) {
    const before = up_to
    up_to += all.buyers[i]!
    kept[i] = Math.floor(up_to / nth) - Math.floor(before / nth)
  }
  const pick = (list: ArrayLike<number>) => Float64Array.from(list).filter((_, i) => kept[i]! > 0)
  return {
    repeats: pick(all.repeats),
    recency: pick(all.recency),
    age: pick(all.age),
    buyers: pick(kept),
  }
}

/** Sum of a list. */
export function total(list: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < list.length; i += 1) sum += list[i]!
  return sum
}
