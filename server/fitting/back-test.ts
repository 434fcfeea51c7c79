import { bgNbdAlive, type BgNbd } from '../stats/bg-nbd.ts'
import { paretoNbdAhead, paretoNbdAlive, type ParetoNbd } from '../stats/pareto-nbd.ts'
import { total } from '../stats/buyers.ts'
import { atLeast, meanOf } from '../stats/purchases-ahead.ts'
import { bgNbdOf, paretoNbdOf } from './fitted-model.ts'
import { columnsOf, type Fitted, type FittedRow, type Statistics } from './fitting.ts'
import { week } from './fit-one.ts'

const measures = [
  ...['customers', 'purchases', 'purchases_squared', 'predicted', 'baseline'],
  ...['absolute_error', 'baseline_absolute_error', 'squared_error', 'baseline_squared_error'],
]
const names = ['model', 'aspect', 'place', ...measures]
const mostOften = 7
const tenths = 10

/**
 * Sums over buyers: what they did in the part held back, what the model and the baseline said, and how far off they were, in the
 * order of the names.
 */
type Sums = number[]
type Places = Map<number, Sums>

/**
 * How well each model would have predicted the part held back: sums over `all`, over `decile`s of predicted purchases (1 the
 * lowest) and by `frequency` before (0–6, 7 and more as 7). The baseline lets everybody go on as before: repeats / age.
 */
export function backTest(
  statistics: Statistics,
  used: Readonly<Record<string, readonly FittedRow[]>>,
): Fitted {
  const histories = statistics as Histories
  const firsts = firstsOf(histories)
  const ahead = Number(used['prediction_basis']![0]?.['held_back_days'] ?? 0) / week
  const bg_nbd = bgNbdOf(used['model_fit']!, 'earlier')?.parameters
  const pareto_nbd = paretoNbdOf(used['model_fit']!, 'earlier')?.parameters
  return columnsOf(names, [
    ...(bg_nbd ? tested('bg_nbd', histories, firsts, ahead, bgNbdExpectation(bg_nbd)) : []),
    ...(pareto_nbd ? tested('pareto_nbd', histories, firsts, ahead, paretoNbdExpectation(pareto_nbd)) : []),
  ])
}

type Histories = Readonly<
  Record<'repeats' | 'recency_days' | 'age_days' | 'held_back_purchases' | 'buyers', Float64Array>
>

/** Purchases that a model expects of a buyer in the next `ahead`: first of one who has not left, then the chance of that. */
interface Expectation {
  readonly ahead: (x: number, age: number, ahead: number) => number
  readonly alive: (x: number, recency: number, age: number) => number
}

const bgNbdExpectation = (model: BgNbd): Expectation => ({
  ahead: (x, age, ahead) => meanOf(atLeast(model, x, age, ahead)),
  alive: (x, recency, age) => bgNbdAlive(model, x, recency, age),
})

const paretoNbdExpectation = (model: ParetoNbd): Expectation => ({
  ahead: (x, age, ahead) => paretoNbdAhead(model, x, age, ahead),
  alive: (x, recency, age) => paretoNbdAlive(model, x, recency, age),
})

/** The row with which each history begins, and the end of all: rows of the same repeats, age and recency lie together. */
function firstsOf({ repeats, recency_days, age_days }: Histories): readonly number[] {
  const firsts: number[] = []
  for (let i = 0; i < repeats.length; i += 1)
    if (
      repeats[i] !== repeats[i - 1] ||
      recency_days[i] !== recency_days[i - 1] ||
      age_days[i] !== age_days[i - 1]
    )
      firsts.push(i)
  firsts.push(repeats.length)
  return firsts
}

function tested(
  model: string,
  histories: Histories,
  firsts: readonly number[],
  ahead: number,
  expectation: Expectation,
): FittedRow[] {
  const predicted = predictions(expectation, histories, firsts, ahead)
  const sums = Array.from(predicted, (expected, k) => sumsOf(histories, firsts, k, ahead, expected))
  const decile = decilesOf(
    predicted,
    sums.map(([buyers]) => buyers!),
  )
  const [all, deciles, frequencies] = [new Map(), new Map(), new Map()] as [Places, Places, Places]
  for (const [k, each] of sums.entries()) {
    add(all, 0, each)
    add(frequencies, Math.min(histories.repeats[firsts[k]!]!, mostOften), each)
    add(deciles, decile[k]!, each)
  }
  return [...rowsOf('all', all), ...rowsOf('decile', deciles), ...rowsOf('frequency', frequencies)].map(
    (row) => ({ ...row, model }),
  )
}

/** Expected purchases in the next `ahead` weeks of each history; those of the same repeats and age lie together. */
function predictions(
  { ahead: expect, alive }: Expectation,
  { repeats, recency_days, age_days }: Histories,
  firsts: readonly number[],
  ahead: number,
): Float64Array {
  let [x, days, mean] = [-1, -1, 0]
  return Float64Array.from(firsts.slice(0, -1), (i) => {
    if (repeats[i] !== x || age_days[i] !== days) {
      ;[x, days] = [repeats[i]!, age_days[i]!]
      mean = expect(x, days / week, ahead)
    }
    return mean * alive(x, recency_days[i]! / week, days / week)
  })
}

/** The sums over the buyers of the kth history. */
function sumsOf(
  { repeats, age_days, held_back_purchases, buyers }: Histories,
  firsts: readonly number[],
  k: number,
  ahead: number,
  expected: number,
): Sums {
  const [first, end] = [firsts[k]!, firsts[k + 1]!]
  const age = age_days[first]! / week
  const baseline = age > 0 ? (repeats[first]! / age) * ahead : 0
  let [customers, bought, squared, off, baseline_off, square, baseline_square] = [0, 0, 0, 0, 0, 0, 0]
  for (let i = first; i < end; i += 1) {
    const [n, purchases] = [buyers[i]!, held_back_purchases[i]!]
    customers += n
    bought += n * purchases
    squared += n * purchases * purchases
    off += n * Math.abs(expected - purchases)
    baseline_off += n * Math.abs(baseline - purchases)
    square += n * (expected - purchases) ** 2
    baseline_square += n * (baseline - purchases) ** 2
  }
  const said = [customers * expected, customers * baseline]
  return [customers, bought, squared, ...said, off, baseline_off, square, baseline_square]
}

/** The tenth of the buyers, by prediction, that each history is in: 1 + floor(10 × share strictly below); ties stay together. */
function decilesOf(predicted: Float64Array, buyers: readonly number[]): Uint8Array {
  const order = Uint32Array.from(predicted, (_, i) => i).sort((a, b) => predicted[a]! - predicted[b]!)
  const n = total(buyers)
  const deciles = new Uint8Array(predicted.length)
  let [below, seen, last] = [0, 0, -1]
  for (const i of order) {
    if (predicted[i]! > last) [below, last] = [seen, predicted[i]!]
    deciles[i] = Math.min(tenths, 1 + Math.floor((tenths * below) / n))
    seen += buyers[i]!
  }
  return deciles
}

function add(to: Places, place: number, each: Sums): void {
  const sums = to.get(place) ?? measures.map(() => 0)
  for (let nth = 0; nth < sums.length; nth += 1) sums[nth]! += each[nth]!
  to.set(place, sums)
}

function rowsOf(aspect: string, places: Places): FittedRow[] {
  return [...places]
    .sort(([a], [b]) => a - b)
    .map(([place, sums]) => ({
      ...Object.fromEntries(measures.map((name, nth) => [name, sums[nth]!])),
      aspect,
      place,
    }))
}
