import gammaln from '@stdlib/math-base-special-gammaln'
import type { BgNbd } from './bg-nbd.ts'

/** A tail this small is taken for nothing. */
const nothing = 1e-13
const mostTerms = 1_000_000

/**
 * For a buyer who has not left after `x` repeat purchases in `age`: the probabilities of at least 1, 2, 3, … purchases within
 * the next `time`, to the last that is above 1e-13. Under BG/NBD they are exact products: a buyer makes at least n purchases
 * when the rate is high enough for n (negative binomial) and none of the n − 1 before was the last one (beta). Before the first
 * purchase of all, `x` and `age` are 0. Needs no hypergeometric function, has no pole at a = 1, and starts beyond
 * where the terms of a heavy buyer would underflow.
 */
export function atLeast(model: BgNbd, x: number, age: number, time: number): Float64Array {
  const shape = model.r + x
  const odds = time / (model.alpha + age)
  const chance = odds / (1 + odds)
  const mean = shape * odds
  const certain = Math.max(0, Math.floor(mean - 9 * Math.sqrt(mean * (1 + odds))))
  let exactly = Math.exp(
    gammaln(shape + certain) -
      gammaln(shape) -
      gammaln(certain + 1) +
      certain * Math.log(chance) -
      shape * Math.log1p(odds),
  )
  const tails: number[] = []
  let stays = 1
  let enough = 1
  for (let n = 1; n < mostTerms; n += 1) {
    if (n > 1) stays *= (model.b + x + n - 2) / (model.a + model.b + x + n - 2)
    if (n > certain) {
      enough -= exactly
      exactly *= (chance * (shape + n - 1)) / n
    }
    const tail = stays * enough
    if (!(tail > nothing)) break
    tails.push(tail)
  }
  return Float64Array.from(tails)
}

/** Mean of a count from its tails. */
export function meanOf(tails: Float64Array): number {
  let sum = 0
  for (let i = tails.length - 1; i >= 0; i -= 1) sum += tails[i]!
  return sum
}

/** Mean square of a count from its tails. */
export function meanSquareOf(tails: Float64Array): number {
  let sum = 0
  for (let i = tails.length - 1; i >= 0; i -= 1) sum += (2 * i + 1) * tails[i]!
  return sum
}

/** The smallest count that is not exceeded with probability `level`, for a buyer who has not left with probability `alive`. */
export function countAt(level: number, alive: number, tails: Float64Array): number {
  let [low, high] = [0, tails.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (alive * tails[middle]! <= 1 - level) high = middle
    else low = middle + 1
  }
  return low
}

/** Expected purchases of a buyer of whom nothing is known, within `time` after the first purchase. */
export function expectedOfNewBuyer(model: BgNbd, time: number): number {
  return meanOf(atLeast(model, 0, 0, time))
}
