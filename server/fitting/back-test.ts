import { bgNbdAlive, type BgNbd } from '../stats/bg-nbd.ts'
import { paretoNbdAhead, paretoNbdAlive, type ParetoNbd } from '../stats/pareto-nbd.ts'
import { total } from '../stats/buyers.ts'
import { atLeast, meanOf } from '../stats/purchases-ahead.ts'
import { bgNbdOf, paretoNbdOf } from './fitted-model.ts'
import { columnsOf, type Fitted, type FittedRow, type Statistics } from './fitting.ts'
import { week } from './fit-one.ts'

const names = [
  ...['model', 'aspect', 'place', 'customers', 'purchases', 'purchases_squared', 'predicted', 'baseline'],
  ...['absolute_error', 'baseline_absolute_error', 'squared_error', 'baseline_squared_error'],
]
const mostOften = 7
const tenths = 10

/** Sums over buyers: what they did in the part held back, what the model and the baseline said, and how far off they were. */
type Sums = Record<string, number>
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
  const ahead = Number(used['prediction_basis']![0]?.['held_back_days'] ?? 0) / week
  const bg_nbd = bgNbdOf(used['model_fit']!, 'earlier')?.parameters
  const pareto_nbd = paretoNbdOf(used['model_fit']!, 'earlier')?.parameters
  return columnsOf(names, [
    ...(bg_nbd ? tested('bg_nbd', histories, ahead, bgNbdExpectation(bg_nbd)) : []),
    ...(pareto_nbd ? tested('pareto_nbd', histories, ahead, paretoNbdExpectation(pareto_nbd)) : []),
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

function tested(model: string, histories: Histories, ahead: number, expectation: Expectation): FittedRow[] {
  const { repeats, age_days, held_back_purchases, buyers } = histories
  const predicted = predictions(expectation, histories, ahead)
  const decile = decilesOf(predicted, buyers)
  const [all, deciles, frequencies] = [new Map(), new Map(), new Map()] as [Places, Places, Places]
  for (const [i, expected] of predicted.entries()) {
    const [x, n, purchases] = [repeats[i]!, buyers[i]!, held_back_purchases[i]!]
    const baseline = age_days[i]! > 0 ? (x / (age_days[i]! / week)) * ahead : 0
    const one = { purchases, expected, baseline }
    add(all, 0, n, one)
    add(frequencies, Math.min(x, mostOften), n, one)
    add(deciles, decile[i]!, n, one)
  }
  return [...rowsOf('all', all), ...rowsOf('decile', deciles), ...rowsOf('frequency', frequencies)].map(
    (row) => ({
      ...row,
      model,
    }),
  )
}

/** Expected purchases in the next `ahead` weeks of each group; groups of the same repeats and age lie together. */
function predictions(
  { ahead: expect, alive }: Expectation,
  { repeats, recency_days, age_days }: Histories,
  ahead: number,
): Float64Array {
  let [x, days, mean] = [-1, -1, 0]
  return repeats.map((each, i) => {
    if (each !== x || age_days[i] !== days) {
      ;[x, days] = [each, age_days[i]!]
      mean = expect(x, days / week, ahead)
    }
    return mean * alive(x, recency_days[i]! / week, days / week)
  })
}

/** The tenth of the buyers, by prediction, that each group is in: 1 + floor(10 × share strictly below); ties stay together. */
function decilesOf(predicted: Float64Array, buyers: Float64Array): Uint8Array {
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

function add(
  to: Places,
  place: number,
  n: number,
  { purchases, expected, baseline }: { purchases: number; expected: number; baseline: number },
): void {
  const sums = to.get(place) ?? (Object.fromEntries(names.slice(3).map((name) => [name, 0])) as Sums)
  sums['customers']! += n
  sums['purchases']! += n * purchases
  sums['purchases_squared']! += n * purchases * purchases
  sums['predicted']! += n * expected
  sums['baseline']! += n * baseline
  sums['absolute_error']! += n * Math.abs(expected - purchases)
  sums['baseline_absolute_error']! += n * Math.abs(baseline - purchases)
  sums['squared_error']! += n * (expected - purchases) ** 2
  sums['baseline_squared_error']! += n * (baseline - purchases) ** 2
  to.set(place, sums)
}

function rowsOf(aspect: string, sums: Places): FittedRow[] {
  return [...sums].sort(([a], [b]) => a - b).map(([place, each]) => ({ ...each, aspect, place }))
}
