import { expect, it } from 'vitest'
import { backTest } from '../../server/fitting/back-test.ts'
import type { Statistics } from '../../server/fitting/fitting.ts'
import { bgNbdAlive } from '../../server/stats/bg-nbd.ts'
import { atLeast, meanOf } from '../../server/stats/purchases-ahead.ts'

const model = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }
const model_fit = Object.entries(model).map(([parameter, value], index) => ({
  ...{ part: 'earlier', model: 'bg_nbd', place: index + 1, parameter, value, reason: null },
  ...{ covariance_1: 0, covariance_2: 0, covariance_3: 0, covariance_4: 0 },
}))
const prediction_basis = [{ held_back_days: 70 }]
const columns = (lists: Record<string, number[]>): Statistics =>
  Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, Float64Array.from(list)]))

/** Nine one-time buyers, one of whom came back twice, and one who had bought three times in 140 days and did so once more. */
const histories = columns({
  repeats: [0, 0, 3],
  age_days: [140, 140, 140],
  recency_days: [0, 0, 105],
  held_back_purchases: [0, 2, 1],
  buyers: [8, 1, 1],
})

const once = meanOf(atLeast(model, 0, 20, 10))
const thrice = bgNbdAlive(model, 3, 15, 20) * meanOf(atLeast(model, 3, 20, 10))

it('a back-test sums up what was predicted, what happened and what the own pace would have been', () => {
  const found = backTest(histories, { model_fit, prediction_basis })
  const row = (aspect: string, place: number) => {
    const at = Array.from(found['aspect']!).findIndex(
      (each, i) => each === aspect && found['place']![i] === place,
    )
    return (name: string) => Number(found[name]![at])
  }
  const all = row('all', 0)
  expect(all('customers')).toBe(10)
  expect(all('purchases')).toBe(3)
  expect(all('purchases_squared')).toBe(5)
  expect(all('predicted')).toBeCloseTo(9 * once + thrice, 9)
  expect(all('baseline')).toBeCloseTo(1.5, 9)
  expect(all('absolute_error')).toBeCloseTo(8 * once + (2 - once) + Math.abs(1 - thrice), 9)
  expect(all('baseline_absolute_error')).toBeCloseTo(2 + 0.5, 9)
  expect(row('frequency', 0)('customers')).toBe(9)
  expect(row('frequency', 3)('purchases')).toBe(1)
  expect(row('decile', 1)('customers')).toBe(9)
  expect(row('decile', 10)('customers')).toBe(1)
})

it('without a model there is nothing to test', () => {
  const none = [
    { part: 'earlier', model: 'bg_nbd', place: 0, parameter: null, value: null, reason: 'flat_likelihood' },
  ]
  expect(backTest(histories, { model_fit: none, prediction_basis })['aspect']!.length).toBe(0)
})
