import { bgNbdAlive, type BgNbd } from '../stats/bg-nbd.ts'
import { total } from '../stats/buyers.ts'
import { atLeast, meanOf } from '../stats/purchases-ahead.ts'
import { bgNbdOf } from './fitted-model.ts'
import { columnsOf, type Fitted, type FittedRow, type Statistics } from './fitting.ts'
import { week } from './model-fit.ts'

const names = [
  ...['aspect', 'place', 'customers', 'purchases', 'purchases_squared', 'predicted', 'baseline'],
  ...['absolute_error', 'baseline_absolute_error', 'squared_error', 'baseline_squared_error'],
]
const mostOften = 7
const tenths = 10

/** Sums over buyers: what they did in the part held back, what the model and the baseline said, and how far off they were. */
type Sums = Record<(typeof names)[number], number>

/**
 * How well the model would have predicted the part held back: sums over `all`, over `decile`s of predicted purchases (1 the
 * lowest) and by `frequency` before (0–6, 7 and more as 7). The baseline lets everybody go on as before: repeats / age.
 */
export function backTest(
  { repeats, recency_days, age_days, held_back_purchases, buyers }: Statistics,
  used: Readonly<Record<string, readonly FittedRow[]>>,
): Fitted {
  const model = bgNbdOf(used['model_fit']!, 'earlier')
  const ahead = Number(used['prediction_basis']![0]?.['held_back_days'] ?? 0) / week
  const predicted = model
    ? predictions(
        model.parameters,
        { repeats: repeats!, recency_days: recency_days!, age_days: age_days! },
        ahead,
      )
    : new Float64Array()
  const [all, deciles, frequencies] = [new Map(), new Map(), new Map()] as Map<number, Sums>[]
  const decile = decilesOf(predicted, buyers!)
  for (const [i, expected] of predicted.entries()) {
    const [x, n, purchases] = [repeats![i]!, buyers![i]!, held_back_purchases![i]!]
    const baseline = age_days![i]! > 0 ? (x / (age_days![i]! / week)) * ahead : 0
    const one = { purchases, expected, baseline }
    add(all!, 0, n, one)
    add(frequencies!, Math.min(x, mostOften), n, one)
    add(deciles!, decile[i]!, n, one)
  }
  return columnsOf(names, [
    ...rowsOf('all', all!),
    ...rowsOf('decile', deciles!),
    ...rowsOf('frequency', frequencies!),
  ])
}

type Histories = Readonly<Record<'repeats' | 'recency_days' | 'age_days', Float64Array>>

/** Expected purchases in the next `ahead` weeks of each group; groups of the same repeats and age lie together. */
function predictions(
  model: BgNbd,
  { repeats, recency_days, age_days }: Histories,
  ahead: number,
): Float64Array {
  let [x, days, mean] = [-1, -1, 0]
  return repeats.map((each, i) => {
    if (each !== x || age_days[i] !== days) {
      ;[x, days] = [each, age_days[i]!]
      mean = meanOf(atLeast(model, x, days / week, ahead))
    }
    return mean * bgNbdAlive(model, x, recency_days[i]! / week, days / week)
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
  to: Map<number, Sums>,
  place: number,
  n: number,
  { purchases, expected, baseline }: { purchases: number; expected: number; baseline: number },
): void {
  const sums = to.get(place) ?? (Object.fromEntries(names.slice(2).map((name) => [name, 0])) as Sums)
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

function rowsOf(aspect: string, sums: Map<number, Sums>): FittedRow[] {
  return [...sums].sort(([a], [b]) => a - b).map(([place, each]) => ({ ...each, aspect, place }))
}
