/** What a stream of random numbers is for: streams of different purpose never share numbers. */
export const streams = {
  stores: 1,
  products: 2,
  weather: 3,
  customer: 4,
  walk_in: 5,
  pilot: 6,
  targets: 7,
} as const
export type Stream = keyof typeof streams

/**
 * Random numbers that depend only on seed, stream and index, never on what was drawn elsewhere: so each customer is
 * the same person however the work is sliced. Generator: sfc32 (Chris Doty-Humphrey, PractRand).
 */
export class Random {
  private a: number
  private b: number
  private c: number
  private d = 1

  constructor(seed: number, stream: Stream, index: number) {
    this.a = Math.imul(seed | 0, 0x9e3779b1) ^ streams[stream]
    this.b = index | 0
    this.c = (Math.floor(seed / 2 ** 32) ^ Math.imul(streams[stream], 0x85ebca6b)) | 0
    for (let round = 0; round < 12; round++) this.next()
  }

  /** Uniform on [0, 1). */
  next(): number {
    const sum = (((this.a + this.b) | 0) + this.d) | 0
    this.d = (this.d + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = ((((this.c << 21) | (this.c >>> 11)) >>> 0) + sum) | 0
    return (sum >>> 0) / 4294967296
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** Whole number from 0 to `count - 1`. */
  below(count: number): number {
    return Math.floor(this.next() * count)
  }

  /** Uniform between two numbers. */
  between(low: number, high: number): number {
    return low + (high - low) * this.next()
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T
  }

  /** A member of the list; low positions more often, by the weights given. */
  weighted<T extends { readonly weight: number }>(list: readonly T[]): T {
    let total = 0
    for (const item of list) total += item.weight
    let rest = this.next() * total
    for (const item of list) if ((rest -= item.weight) < 0) return item
    return list.at(-1) as T
  }

  /** Mean 1. */
  exponential(): number {
    return -Math.log(1 - this.next())
  }

  /** Mean 0, standard deviation 1 (Box–Muller, one of the pair). */
  normal(): number {
    return Math.sqrt(2 * this.exponential()) * Math.cos(2 * Math.PI * this.next())
  }

  /** A lognormal with the given median. */
  around(median: number, spread: number): number {
    return median * Math.exp(spread * this.normal())
  }

  /** Scale 1 (Marsaglia and Tsang 2000; the boost for shapes below 1). */
  gamma(shape: number): number {
    if (shape < 1) return this.gamma(shape + 1) * Math.pow(1 - this.next(), 1 / shape)
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = this.normal()
      const v = (1 + c * x) ** 3
      if (v > 0 && Math.log(1 - this.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
    }
  }

  beta(a: number, b: number): number {
    const x = this.gamma(a)
    return x / (x + this.gamma(b))
  }

  /** Knuth's product for small means, a rounded normal beyond 40. */
  poisson(mean: number): number {
    if (mean > 40) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()))
    const limit = Math.exp(-mean)
    let count = 0
    for (let product = this.next(); product > limit; product *= this.next()) count++
    return count
  }
}
