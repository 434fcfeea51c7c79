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

/** Every nth group, from the first. */
export function everyNth(buyers: Buyers, nth: number): Buyers {
  const pick = (list: ArrayLike<number>) =>
    Float64Array.from({ length: Math.ceil(list.length / nth) }, (_, i) => list[i * nth]!)
  return {
    repeats: pick(buyers.repeats),
    recency: pick(buyers.recency),
    age: pick(buyers.age),
    buyers: pick(buyers.buyers),
  }
}

/** Sum of a list. */
export function total(list: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < list.length; i += 1) sum += list[i]!
  return sum
}
