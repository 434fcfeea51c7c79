import type { Buyers } from './buyers.ts'
import type { ParetoNbd } from './pareto-nbd.ts'

/** Nodes and weights of Gauss and Legendre on [−1, 1]. */
interface Rule {
  readonly nodes: readonly number[]
  readonly weights: readonly number[]
}
const mirrored = (nodes: readonly number[], weights: readonly number[]): Rule => ({
  nodes: nodes.flatMap((at) => [-at, at]),
  weights: weights.flatMap((w) => [w, w]),
})
const four = mirrored([0.3399810435848563, 0.8611363115940526], [0.6521451548625461, 0.3478548451374538])
const eight = mirrored(
  [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363],
  [0.362683783378362, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763],
)

/** A piece of the integral is this wide at most, by its logarithm, and falls by this many powers of e: eight points then suffice. */
const widest = 2.5
const steepest = 7
/** Of a piece this narrow that falls no further than this, four points suffice. */
const narrow = 0.5
/** e^−25 is nothing beside 1. */
const nothing = 25
/** A difference of integrals that is less than this part of them is worked out by itself. */
const small = 1e-5

/** The parts of an integral: itself, and what follows from it by r, alpha, s and beta. */
const parts = 5

/**
 * Chances of leaving at each moment between two times after the first purchase of a buyer with `x` repeats, together: an
 * integral over the logarithm of the moment plus alpha or beta, whichever is less. The integrand falls and is positive, 1 / (beta +
 * from) at first, so that, unlike the difference of hypergeometric functions that it equals, it can neither cancel nor overflow.
 */
function leaving({ r, alpha, s, beta }: ParetoNbd, x: number, from: number, to: number, into: Float64Array) {
  const least = Math.min(alpha, beta)
  const more_alpha = alpha - least
  const more_beta = beta - least
  const log_alpha = Math.log(alpha + from)
  const log_beta = Math.log(beta + from)
  const shape = r + x
  const end = least + to
  const steepness = (at: number) => (shape / (at + more_alpha) + s / (at + more_beta)) * at
  let [sum, by_r, by_alpha, by_s, by_beta, fallen] = [0, 0, 0, 0, 0, 0]
  for (let begin = least + from; begin < end && fallen < nothing;) {
    const begins = steepness(begin)
    const guess = Math.min(end, begin * Math.exp(Math.min(widest, steepest / begins)))
    const until = Math.min(guess, begin * Math.exp(Math.min(widest, steepest / steepness(guess))))
    const log_begin = Math.log(begin)
    const half = (Math.log(until) - log_begin) / 2
    const { nodes, weights } = 2 * half * Math.max(1, begins) < narrow ? four : eight
    for (let nth = 0; nth < nodes.length; nth += 1) {
      const log_at = log_begin + half * (1 + nodes[nth]!)
      const at = Math.exp(log_at)
      const buying = at + more_alpha
      const lasting = at + more_beta
      const slower = log_alpha - (more_alpha > 0 ? Math.log(buying) : log_at)
      const longer = log_beta - (more_beta > 0 ? Math.log(lasting) : log_at)
      const per_lasting = 1 / lasting
      const w = half * weights[nth]! * Math.exp(shape * slower + s * longer) * at * per_lasting
      sum += w
      by_r += w * slower
      by_alpha += w / buying
      by_s += w * longer
      by_beta += w * per_lasting
    }
    fallen += 2 * begins * half
    begin = until
  }
  into[0] = sum
  into[1] = by_r
  into[2] = by_alpha
  into[3] = by_s
  into[4] = by_beta
}

/** Log-odds of having left at the end of the observation; −∞ when the last purchase is at the end. */
export function oddsGone(model: ParetoNbd, x: number, recency: number, age: number): number {
  if (recency >= age) return -Infinity
  const { r, alpha, s, beta } = model
  const integral = new Float64Array(parts)
  leaving(model, x, recency, age, integral)
  const longer = Math.log((alpha + age) / (alpha + recency))
  return Math.log(s * integral[0]!) + (r + x) * longer + s * Math.log((beta + age) / (beta + recency))
}

/** Told of each group of buyers the log-odds of having left, and their derivatives by r, alpha, s and beta. */
export type OddsTold = (group: number, gone: number, slope: Float64Array) => void

/**
 * The same of all buyers, under one model after the other. Those with as many purchases share what lies between their times: the
 * integral from each time that one of them has to the last one is that to the next time and the rest, the latter scaled to where
 * it begins; theirs is the difference of two. Where next to nothing would be left of these it is worked out by itself.
 */
export function oddsOfAll(buyers: Buyers): (model: ParetoNbd, tell: OddsTold) => void {
  const { repeats, recency, age } = buyers
  const { purchases, times, from, to } = stationsOf(buyers)
  const [log_buying, log_lasting] = [new Float64Array(times.length), new Float64Array(times.length)]
  const rest = new Float64Array(parts * (times.length + 1))
  const [own, slope] = [new Float64Array(parts), new Float64Array(4)]
  /** Adds to `own` the integral from the later place on, scaled to the earlier one, `sign` times. */
  const add = ({ r, s }: ParetoNbd, x: number, earlier: number, later: number, sign: number) => {
    const slower = log_buying[earlier]! - log_buying[later]!
    const longer = log_lasting[earlier]! - log_lasting[later]!
    const scale = sign * Math.exp((r + x) * slower + s * longer)
    const at = parts * later
    const sum = rest[at]!
    own[0]! += scale * sum
    own[1]! += scale * (rest[at + 1]! + slower * sum)
    own[2]! += scale * rest[at + 2]!
    own[3]! += scale * (rest[at + 3]! + longer * sum)
    own[4]! += scale * rest[at + 4]!
  }
  return (model, tell) => {
    const { r, alpha, s, beta } = model
    for (let k = times.length - 1; k >= 0; k -= 1) {
      log_buying[k] = Math.log(alpha + times[k]!)
      log_lasting[k] = Math.log(beta + times[k]!)
      own.fill(0)
      if (purchases[k + 1] === purchases[k]) {
        leaving(model, purchases[k]!, times[k]!, times[k + 1]!, own)
        add(model, purchases[k]!, k, k + 1, 1)
      }
      rest.set(own, parts * k)
    }
    for (let i = 0; i < from.length; i += 1) {
      slope.fill(0)
      if (recency[i]! >= age[i]!) {
        tell(i, -Infinity, slope)
        continue
      }
      const [x, last, end] = [repeats[i]!, from[i]!, to[i]!]
      for (let part = 0; part < parts; part += 1) own[part] = rest[parts * last + part]!
      add(model, x, last, end, -1)
      if (!(own[0]! > small * rest[parts * last]!)) leaving(model, x, recency[i]!, age[i]!, own)
      const sum = own[0]!
      const buying = log_buying[end]! - log_buying[last]!
      const lasting = log_lasting[end]! - log_lasting[last]!
      slope[0] = buying + own[1]! / sum
      slope[1] = (r + x) * (1 / (alpha + age[i]!) - own[2]! / sum)
      slope[2] = 1 / s + lasting + own[3]! / sum
      slope[3] = s / (beta + age[i]!) - ((s + 1) * own[4]!) / sum
      tell(i, Math.log(s * sum) + (r + x) * buying + s * lasting, slope)
    }
  }
}

/** Each number of purchases with each time that a buyer of so many has, once, in order; and where those of each group lie. */
interface Stations {
  readonly purchases: Float64Array
  readonly times: Float64Array
  readonly from: Uint32Array
  readonly to: Uint32Array
}

function stationsOf({ repeats, recency, age }: Buyers): Stations {
  const groups = Uint32Array.from(repeats, (_, i) => i).sort((i, j) => repeats[i]! - repeats[j]!)
  const [from, to] = [new Uint32Array(groups.length), new Uint32Array(groups.length)]
  const [purchases, times] = [new Float64Array(2 * groups.length), new Float64Array(2 * groups.length)]
  let n = 0
  for (let first = 0, next = 0; first < groups.length; first = next) {
    const x = repeats[groups[first]!]!
    while (next < groups.length && repeats[groups[next]!] === x) next += 1
    const as_many = groups.subarray(first, next)
    const sorted = new Float64Array(2 * as_many.length)
    for (let nth = 0; nth < as_many.length; nth += 1) {
      sorted[2 * nth] = recency[as_many[nth]!]!
      sorted[2 * nth + 1] = age[as_many[nth]!]!
    }
    const places = new Map<number, number>()
    for (const time of sorted.sort()) {
      if (places.has(time)) continue
      places.set(time, n)
      purchases[n] = x
      times[n] = time
      n += 1
    }
    for (const i of as_many) {
      from[i] = places.get(recency[i]!)!
      to[i] = places.get(age[i]!)!
    }
  }
  return { purchases: purchases.slice(0, n), times: times.slice(0, n), from, to }
}
