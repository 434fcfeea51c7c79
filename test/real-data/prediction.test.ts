import { readFileSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bgNbdAlive, bgNbdLogLikelihood, fitBgNbd, type BgNbd } from '../../server/stats/bg-nbd.ts'
import type { Buyers } from '../../server/stats/buyers.ts'
import { discountedPurchases } from '../../server/stats/discounted.ts'
import { expectedSpend, fitGammaGamma, type GammaGamma } from '../../server/stats/gamma-gamma.ts'
import {
  fitParetoNbd,
  paretoNbdAhead,
  paretoNbdAlive,
  type ParetoNbd,
} from '../../server/stats/pareto-nbd.ts'
import { atLeast, expectedOfNewBuyer, meanOf } from '../../server/stats/purchases-ahead.ts'
import type { Estimate } from '../../server/stats/fit-likelihood.ts'
import { chainFolder } from '../browser/service.ts'
import { add, ask, golden, has_real_data, load, realFile, type AnswerRow, type Loaded } from './shared.ts'

type Numbers = Record<string, number>
const calibration_end = '1997-09-30'
const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000
const compact = (text: string) => day(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`)

/** Purchase days by customer, out of `[customer, day]` pairs. */
function histories(rows: readonly (readonly [string, number])[], until: number): Map<string, number[]> {
  const found = new Map<string, Set<number>>()
  for (const [customer, at] of rows)
    if (at <= until) found.set(customer, (found.get(customer) ?? new Set()).add(at))
  return new Map([...found].map(([customer, days]) => [customer, [...days].sort((a, b) => a - b)]))
}

/** Buyers with times in units of so many days. */
function buyersOf(days_of: Map<string, number[]>, until: number, unit = 7): Buyers {
  const all = [...days_of.values()]
  return {
    repeats: all.map((days) => days.length - 1),
    recency: all.map((days) => (days.at(-1)! - days[0]!) / unit),
    age: all.map((days) => (until - days[0]!) / unit),
    buyers: all.map(() => 1),
  }
}

const lines = (file: string) => readFileSync(realFile('cdnow', file), 'utf8').trim().split(/\r?\n/)
const cells = (file: string) =>
  lines(file)
    .slice(1)
    .map((line) => line.replaceAll('"', '').split(','))

function cdnowRows(): [string, number][] {
  return lines('CDNOW_sample.txt').map((line) => {
    const [, customer, at] = line.trim().split(/\s+/)
    return [customer!, compact(at!)]
  })
}

function found<Name extends string>(fit: Estimate<Name>) {
  if (fit.reason !== null) throw new Error(fit.reason)
  return fit
}

/** Equal to three significant digits, as far as the case prints them. */
function expectSame(parameters: Numbers, expected: Numbers): void {
  for (const [name, value] of Object.entries(expected))
    expect(Math.abs(parameters[name]! / value - 1), name).toBeLessThan(5e-4)
}

describe.skipIf(!has_real_data)('models of repeat buying reproduce what is published about CDNOW', () => {
  const until = day(calibration_end)
  const days_of = has_real_data ? histories(cdnowRows(), until) : new Map<string, number[]>()
  const buyers = buyersOf(days_of, until)
  const fit = has_real_data ? found(fitBgNbd(buyers)) : undefined!
  const model = fit?.parameters as BgNbd

  it('the first customers and the histogram of repeat purchases', () => {
    expect(buyers.repeats.length).toBe(2357)
    const first = golden('bgnbd_cdnow', 'cbs-first-rows') as Record<'x' | 'tx' | 'T', number[]>
    for (const i of [0, 1, 2]) {
      expect(buyers.repeats[i]).toBe(first.x[i])
      expect(buyers.recency[i]).toBeCloseTo(first.tx[i]!, 6)
      expect(buyers.age[i]).toBeCloseTo(first.T[i]!, 6)
    }
    const counts = new Array<number>(8).fill(0)
    for (const x of Array.from(buyers.repeats)) counts[Math.min(x, 7)]! += 1
    expect(counts).toEqual(golden('bgnbd_cdnow', 'freq-histogram'))
  })

  it('the purchases of the weeks 20 to 25 after 1996, and how many had come back by then', () => {
    const first = day('1997-01-01')
    const weeks = [...days_of.values()].flatMap((days) =>
      days.slice(1).map((at) => Math.floor((at - first) / 7)),
    )
    const until_week = (week: number) => weeks.filter((each) => each < week).length
    const ends = [20, 21, 22, 23, 24, 25]
    expect(ends.map((week) => until_week(week) - until_week(week - 1))).toEqual(
      golden('bgnbd_cdnow', 'weekly-actual-20-25'),
    )
    expect(ends.map(until_week)).toEqual(golden('pareto_nbd_cdnow', 'cum-actual-20-25'))
  })

  it('BG/NBD: parameters to three digits, log-likelihood to 0.01', () => {
    expectSame(fit.parameters, golden('bgnbd_cdnow', 'mle-params') as Numbers)
    expect(Math.abs(fit.log_likelihood - (golden('bgnbd_cdnow', 'mle-loglik') as number))).toBeLessThan(0.01)
    const [r, alpha, a, b] = [0.243, 4.414, 0.793, 2.426]
    expect(bgNbdLogLikelihood({ r, alpha, a, b }, buyers)).toBeCloseTo(
      golden('bgnbd_cdnow', 'loglik-at-published-params') as number,
      4,
    )
  })

  it('BG/NBD: expectations to three decimals', () => {
    const times = [0.1429, 1, 3, 31.8571, 32, 78]
    for (const [i, value] of (golden('bgnbd_cdnow', 'expectation-paper-times') as number[]).entries())
      expect(expectedOfNewBuyer(model, times[i]!)).toBeCloseTo(value, 3)
    const expected = bgNbdAlive(model, 2, 30.43, 38.86) * meanOf(atLeast(model, 2, 38.86, 39))
    expect(expected).toBeCloseTo(golden('bgnbd_cdnow', 'cond-exp-paper') as number, 3)
    const alive = Array.from(buyers.repeats, (x, i) =>
      bgNbdAlive(model, x, buyers.recency[i]!, buyers.age[i]!),
    )
    const published = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }
    const [any] = atLeast(published, 0, 0, 39)
    expect(1 - any!).toBeCloseTo(golden('bgnbd_cdnow', 'pmf-x0-t39') as number, 6)
    expect(bgNbdAlive(published, 0, 0, 39)).toBe(golden('bgnbd_cdnow', 'palive-zero-repeat-is-1'))
    const { mean } = golden('bgnbd_cdnow', 'mean-palive') as { mean: number }
    expect(alive.reduce((sum, each) => sum + each, 0) / alive.length).toBeCloseTo(mean, 4)
  })

  it('BG/NBD: the five customers who will buy most next week', () => {
    const rounded = cells('cdnow_customers_summary.csv').map((row) => row.map(Number))
    const column = (index: number) => rounded.map((row) => row[index]!)
    const some = { repeats: column(1), recency: column(2), age: column(3), buyers: rounded.map(() => 1) }
    const own = found(fitBgNbd(some)).parameters as BgNbd
    const week = rounded.map(
      ([, x, recency, age]) => bgNbdAlive(own, x!, recency!, age!) * meanOf(atLeast(own, x!, age!, 1)),
    )
    const published = golden('bgnbd_cdnow', 'top5-next-week') as number[]
    const most = week.toSorted((a, b) => b - a).slice(0, 5)
    for (const [i, value] of published.toReversed().entries()) expect(most[i]).toBeCloseTo(value, 3)
  })

  it('Pareto/NBD: parameters, log-likelihood and expectations', () => {
    const pareto = found(fitParetoNbd(buyers))
    expectSame(pareto.parameters, golden('pareto_nbd_cdnow', 'mle-params') as Numbers)
    const published = golden('pareto_nbd_cdnow', 'mle-loglik') as number
    expect(Math.abs(pareto.log_likelihood - published)).toBeLessThan(0.01)
    const own = pareto.parameters as ParetoNbd
    expect(paretoNbdAhead(own, 0, 0, 52)).toBeCloseTo(
      golden('pareto_nbd_cdnow', 'expectation-52') as number,
      3,
    )
    const expected = paretoNbdAlive(own, 26, 30.857142857, 31) * paretoNbdAhead(own, 26, 31, 52)
    expect(expected).toBeCloseTo(golden('pareto_nbd_cdnow', 'cond-exp-1516') as number, 3)
    const until_week = (week: number) =>
      Array.from(buyers.age, (age) => paretoNbdAhead(own, 0, 0, Math.max(0, week - (272 / 7 - age)))).reduce(
        (sum, each) => sum + each,
        0,
      )
    for (const [i, value] of (golden('pareto_nbd_cdnow', 'weekly-expected-20-25') as number[]).entries())
      expect(Math.abs(until_week(20 + i) - until_week(19 + i) - value)).toBeLessThan(0.05)
  })

  it('what those who came back spent on average, rounded', () => {
    const spent = new Map<string, number>()
    for (const line of lines('CDNOW_sample.txt')) {
      const [, customer, at, , dollars] = line.trim().split(/\s+/)
      const days = days_of.get(customer!) ?? []
      if (days.slice(1).includes(compact(at!))) add(spent, customer!, Number(dollars) / (days.length - 1))
    }
    const sorted = [...spent.values()].sort((a, b) => a - b)
    const mean = sorted.reduce((sum, each) => sum + each, 0) / sorted.length
    const variance = sorted.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (sorted.length - 1)
    const median = (sorted[sorted.length / 2 - 1]! + sorted[sorted.length / 2]!) / 2
    const summary = { mean, std: Math.sqrt(variance), min: sorted[0]!, median, max: sorted.at(-1)! }
    const rounded = Object.entries(summary).map(([name, value]) => [name, Math.round(value)])
    expect(Object.fromEntries(rounded)).toEqual(golden('gamma_gamma_cdnow', 'spend-summary'))
  })

  it('gamma–gamma: parameters, expected spend and the population mean; CLV as lifetimes counts it', () => {
    const all = cells('cdnow_customers_summary_with_transactions.csv').map((row) => row.map(Number))
    const repeat = all.filter(([, x]) => x! > 0)
    expect(repeat.length).toBe(golden('gamma_gamma_cdnow', 'n-repeat'))
    const [purchases, mean_spend] = [repeat.map((row) => row[1]!), repeat.map((row) => row[4]!)]
    const spend = found(fitGammaGamma({ purchases, mean_spend, spenders: repeat.map(() => 1) }))
    const { p, q, g: gamma } = golden('gamma_gamma_cdnow', 'mle-params') as Numbers
    expectSame(spend.parameters, { p: p!, q: q!, gamma: gamma! })
    const published = { p: 6.25, q: 3.74, gamma: 15.44 }
    for (const [i, value] of (golden('gamma_gamma_cdnow', 'cond-exp-avg-10') as number[]).entries())
      expect(expectedSpend(published, all[i]![1]!, all[i]![4]!)).toBeCloseTo(value, 3)
    const own = spend.parameters as GammaGamma
    const { expected } = golden('gamma_gamma_cdnow', 'population-mean') as Numbers
    const each = all.map(([, x, , , mean]) => expectedSpend(own, x!, mean!)!)
    expect(each.reduce((sum, one) => sum + one, 0) / each.length).toBeCloseTo(expected!, 3)

    const history = {
      repeats: all.map((row) => row[1]!),
      recency: all.map((row) => row[2]!),
      age: all.map((row) => row[3]!),
    }
    const bought = found(fitBgNbd({ ...history, buyers: all.map(() => 1) })).parameters as BgNbd
    for (const [i, value] of (golden('gamma_gamma_cdnow', 'clv-12m-1pct-lifetimes') as number[]).entries()) {
      const [, x, recency, age, mean] = all[i] as [number, number, number, number, number]
      const ahead = discountedPurchases(bought, x, age, { periods: 12, length: 30, discount: 0.01 })
      const value_of = bgNbdAlive(bought, x, recency, age) * ahead * expectedSpend(own, x, mean)!
      expect(Math.abs(value_of - value)).toBeLessThan(0.3)
    }
  })

  it('other data: an online grocer, and the simulated shop of lifetimes in days', () => {
    const grocer = cells('groceryElog.csv').map(([customer, at]): [string, number] => [customer!, day(at!)])
    const grocery_end = day('2006-12-31')
    const days = grocer.map(([, at]) => at)
    const shape = golden('bgnbd_other_data', 'grocery-shape') as Record<string, string | number>
    expect(grocer.length).toBe(shape['rows'])
    expect(new Set(grocer.map(([customer]) => customer)).size).toBe(shape['customers'])
    expect([Math.min(...days), Math.max(...days)]).toEqual([
      day(String(shape['first'])),
      day(String(shape['last'])),
    ])
    const { loglik, ...parameters } = golden('bgnbd_other_data', 'grocery-mle') as Numbers
    const grocery = found(fitBgNbd(buyersOf(histories(grocer, grocery_end), grocery_end)))
    expectSame(grocery.parameters, parameters)
    expect(Math.abs(grocery.log_likelihood - loglik!)).toBeLessThan(0.01)

    const shop = cells('example_transactions.csv').map(([at, id]): [string, number] => [
      id!,
      day(at!.slice(0, 10)),
    ])
    const shop_end = day('2014-12-31')
    const shop_days = histories(shop, shop_end)
    const head = buyersOf(new Map([...shop_days].toSorted(([a], [b]) => Number(a) - Number(b))), shop_end, 1)
    const summary_head = golden('bgnbd_other_data', 'example-summary-head') as number[][]
    for (const [i, expected] of summary_head.entries())
      expect([head.repeats[i], head.recency[i], head.age[i]]).toEqual(expected)
    const simulated = found(fitBgNbd(buyersOf(shop_days, shop_end, 1)))
    expectSame(simulated.parameters, golden('bgnbd_other_data', 'example-params') as Numbers)
  })
})

const mapping = `
time_zone: America/New_York
sources:
  log:
    files: CDNOW_sample.txt
    delimiter: space
    columns: [master_id, customer, day, cds, dollars]
tables:
  purchases: |
    -- The published analysis counts eight orders that were free; here a purchase must come to something.
    select customer as customer_id, day as ordered_at, cds as quantity,
      greatest(cast(dollars as decimal(18, 4)), 0.01) as net_amount, _source, _line
    from log
`

describe.skipIf(!has_real_data)('the product, given CDNOW whole', () => {
  let folder: string
  let loaded: Loaded
  beforeAll(async () => {
    folder = await chainFolder()
    await writeFile(join(folder, 'cdnow.yaml'), mapping)
    const file = realFile('cdnow', 'CDNOW_sample.txt')
    loaded = await load(folder, file, '--mapping', join(folder, 'cdnow.yaml'), '--currency', 'USD')
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const parametersOf = (rows: AnswerRow[], part: string) =>
    Object.fromEntries(
      rows
        .filter((row) => row['part'] === part && row['model'] === 'bg_nbd')
        .map((row) => [row['parameter'], row['value']]),
    ) as Numbers

  it('loads every row of the file, and knows its customers', async () => {
    const shape = golden('bgnbd_cdnow', 'cbs-shape') as Numbers
    expect(loaded.check.sources.map(({ rows_in }) => rows_in)).toEqual([shape['rows']])
    const [gate] = await ask(folder, 'prediction/gate')
    expect(gate).toMatchObject({ condition: 'buyers', value: shape['customers'] })
  })

  it('says P(alive) of nobody who bought once', async () => {
    const once = await ask(folder, 'customers/list', { who: 'alive_band', of: 'one_time', limit: '1000' })
    expect(once.length).toBeGreaterThan(900)
    for (const row of once) expect(row['p_alive']).toBeNull()
  })

  it('holds back half of the days, fits the other half, and finds the published parameters', async () => {
    const rows = await ask(folder, 'prediction/model')
    expectSame(parametersOf(rows, 'earlier'), golden('bgnbd_cdnow', 'mle-params') as Numbers)
    const earlier = rows.find(({ part }) => part === 'earlier')!
    expect(earlier).toMatchObject({ customers: 2357, fitted_to: calibration_end })
    expect(
      Math.abs(Number(earlier['log_likelihood']) - (golden('bgnbd_cdnow', 'mle-loglik') as number)),
    ).toBeLessThan(0.01)
  })

  it('finds what was held back, by frequency, and predicts it better than everybody’s own pace', async () => {
    const groups = await ask(folder, 'prediction/calibration', { by: 'frequency' })
    for (const [i, value] of (golden('bgnbd_cdnow', 'holdout-by-freq-actual') as number[]).entries())
      expect(groups[i]!['actual']).toBeCloseTo(value, 5)
    const [test] = await ask(folder, 'prediction/backtest')
    expect(Number(test!['mean_absolute_error'])).toBeLessThan(Number(test!['baseline_mean_absolute_error']))
    expect(test).toMatchObject({
      fitted_to: calibration_end,
      held_back_to: '1998-06-30',
      held_back_days: 273,
    })
  })

  it('says of each customer what the fit of all the data expects', async () => {
    const [best] = await ask(folder, 'customers/list', { sort: 'clv', limit: '1' })
    const { r, alpha, a, b } = parametersOf(await ask(folder, 'prediction/model'), 'now')
    const days_of = histories(cdnowRows(), day('1998-06-30')).get(String(best!['customer_id']))!
    const [x, recency, age] = [
      days_of.length - 1,
      (days_of.at(-1)! - days_of[0]!) / 7,
      (day('1998-06-30') - days_of[0]!) / 7,
    ]
    const model = { r: r!, alpha: alpha!, a: a!, b: b! }
    const alive = bgNbdAlive(model, x, recency, age)
    expect(best!['p_alive']).toBeCloseTo(alive, 9)
    expect(best!['purchases_365']).toBeCloseTo(alive * meanOf(atLeast(model, x, age, 365 / 7)), 6)
    expect(Number(best!['clv_low'])).toBeLessThanOrEqual(Number(best!['clv']))
    expect(Number(best!['clv_high'])).toBeGreaterThan(Number(best!['clv']))
  })
})
