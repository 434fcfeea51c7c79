import { bgNbdAlive, bgNbdAliveInterval } from '../stats/bg-nbd.ts'
import { discountedPurchases } from '../stats/discounted.ts'
import { atLeast, countAt, meanOf } from '../stats/purchases-ahead.ts'
import { paretoNbdAlive } from '../stats/pareto-nbd.ts'
import { spendAhead, spendLimits, type SpendAhead } from '../stats/spend-ahead.ts'
import { bgNbdOf, gammaGammaOf, paretoNbdOf, type Fit } from './fitted-model.ts'
import type { Fitted, FittedRow, Statistics } from './fitting.ts'
import { week } from './fit-one.ts'
import type { BgNbd } from '../stats/bg-nbd.ts'
import type { GammaGamma } from '../stats/gamma-gamma.ts'

/** A customer's value is counted over twelve months of 30.4375 days, money losing 1 % of its worth in each. */
const twelveMonths = { periods: 12, length: 30.4375 / week, discount: 0.01 }

const z = 1.959963984540054
const names = [
  ...[
    'outlook_key',
    'repeats',
    'recency_days',
    'age_days',
    'p_alive',
    'p_alive_low',
    'p_alive_high',
    'p_alive_pareto',
  ],
  ...['purchases_90', 'purchases_90_low', 'purchases_90_high'],
  ...['purchases_365', 'purchases_365_low', 'purchases_365_high'],
  ...['discounted_purchases', 'spend_factor', 'spend_low', 'spend_high'],
]

/**
 * What every history that buyers have promises: a row each, numbered from 1 in the order of the statistics, none without a model.
 * `p_alive_pareto` is what Pareto/NBD says of one-time buyers, of whom BG/NBD says nothing; null for others. `spend_factor` is the
 * expected spend per purchase, `spend_low` and `spend_high` the limits of what twelve months bring, in units of gamma + repeats ×
 * mean spend; null without a spend model.
 */
export function purchaseOutlook(
  { repeats, recency_days, age_days }: Statistics,
  { model_fit }: Readonly<Record<string, readonly FittedRow[]>>,
): Fitted {
  const [model, spend] = [bgNbdOf(model_fit!, 'now'), gammaGammaOf(model_fit!)]
  const pareto = paretoNbdOf(model_fit!, 'now')
  const rows = model ? repeats!.length : 0
  const columns = names.map(() => new Float64Array(rows))
  let ahead: Ahead | null = null
  for (let i = 0; i < rows; i += 1) {
    const [x, recency, age] = [repeats![i]!, recency_days![i]! / week, age_days![i]! / week]
    if (ahead?.x !== x || ahead.age !== age) ahead = lookAhead(model!.parameters, spend, x, age)
    const by_pareto = pareto && x === 0 ? paretoNbdAlive(pareto.parameters, 0, 0, age) : NaN
    const cells = [i + 1, x, recency_days![i]!, age_days![i]!, ...outlook(model!, ahead, recency, by_pareto)]
    for (let column = 0; column < columns.length; column += 1) columns[column]![i] = cells[column]!
  }
  return Object.fromEntries(names.map((name, index) => [name, columns[index]!]))
}

/** What lies ahead of buyers who have not left; the time of their last purchase does not matter any more. */
interface Ahead {
  readonly x: number
  readonly age: number
  readonly soon: Float64Array
  readonly soon_mean: number
  readonly year: Float64Array
  readonly year_mean: number
  readonly discounted: number
  readonly spend: SpendAhead | null
}

function lookAhead(model: BgNbd, spend: Fit<GammaGamma> | null, x: number, age: number): Ahead {
  const [soon, year] = [atLeast(model, x, age, 90 / week), atLeast(model, x, age, 365 / week)]
  const discounted = discountedPurchases(model, x, age, twelveMonths)
  return {
    x,
    age,
    soon,
    soon_mean: meanOf(soon),
    year,
    year_mean: meanOf(year),
    discounted,
    spend: spend && spendAhead(spend.parameters, x, year),
  }
}

function outlook(
  { parameters, covariance }: Fit<BgNbd>,
  ahead: Ahead,
  recency: number,
  by_pareto: number,
): number[] {
  const { x, age, soon, year, spend } = ahead
  const alive = bgNbdAlive(parameters, x, recency, age)
  const { low, high } = bgNbdAliveInterval(parameters, covariance, { x, recency, age, z })
  const discount = ahead.year_mean > 0 ? ahead.discounted / ahead.year_mean : 1
  const [low_spend, high_spend] = spend ? spendLimits(alive, spend) : [NaN, NaN]
  return [
    alive,
    low,
    high,
    by_pareto,
    alive * ahead.soon_mean,
    countAt(0.025, alive, soon),
    countAt(0.975, alive, soon),
    alive * ahead.year_mean,
    countAt(0.025, alive, year),
    countAt(0.975, alive, year),
    alive * ahead.discounted,
    spend?.usual ?? NaN,
    discount * low_spend,
    discount * high_spend,
  ]
}
