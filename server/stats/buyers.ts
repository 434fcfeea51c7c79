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

/** Of so many entries here and there nearly all differ where times are told to the second: nothing is then gained by a look-up. */
const probes = 1_000

/**
 * Finds the distinct values of a list, in the order in which they appear. Where hardly any two of many are alike, each entry
 * stands for itself.
 */
export function distinct(list: ArrayLike<number>): Distinct {
  const every = Math.floor(list.length / probes)
  const probed = new Set(Array.from({ length: probes }, (_, nth) => list[nth * every]))
  if (every > 1 && probed.size > 0.95 * probes)
    return { values: Float64Array.from(list), index: Uint32Array.from(list, (_, i) => i) }
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

/** The same buyers, each history once. Left alone where they are counted already, or where hardly any two are of one age. */
export function counted(all: Buyers): Buyers {
  const { repeats, recency, age, buyers } = all
  if (!Array.prototype.every.call(buyers, (n) => n === 1)) return all
  const ages = distinct(age)
  if (2 * ages.values.length > buyers.length) return all
  const { values, index } = pairs(pairs(ages, distinct(recency)), distinct(repeats))
  const firsts = new Uint32Array(values.length)
  for (let i = index.length - 1; i >= 0; i -= 1) firsts[index[i]!] = i
  const pick = (list: ArrayLike<number>) => Float64Array.from(firsts, (i) => list[i]!)
  return {
    repeats: pick(repeats),
    recency: pick(recency),
    age: pick(age),
    buyers: countBy({ values, index }, buyers),
  }
}

function pairs(one: Distinct, other: Distinct): Distinct {
  return distinct(Float64Array.from(one.index, (each, i) => each * other.values.length + other.index[i]!))
}

/**
 * At most `most` of the buyers: every nth of them, in the order of the groups, so that each group keeps its share. All of them
 * where they are no more.
 */
export function sampleOf(all: Buyers, most: number): Buyers {
  const nth = Math.ceil(total(all.buyers) / most)
  if (nth <= 1) return all
  const [groups, kept]: [number[], number[]] = [[], []]
  let up_to = 0
  for (let i = 0; i < all.buyers.length; i += 1) {
    const before = Math.floor(up_to / nth)
    up_to += all.buyers[i]!
    const more = Math.floor(up_to / nth) - before
    if (more === 0) continue
    groups.push(i)
    kept.push(more)
  }
  const pick = (list: ArrayLike<number>) => Float64Array.from(groups, (i) => list[i]!)
  return {
    repeats: pick(all.repeats),
    recency: pick(all.recency),
    age: pick(all.age),
    buyers: Float64Array.from(kept),
  }
}

/** Sum of a list. */
export function total(list: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < list.length; i += 1) sum += list[i]!
  return sum
}
