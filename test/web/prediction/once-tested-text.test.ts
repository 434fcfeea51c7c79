import { expect, test } from 'vitest'
import { onceTestedText } from '../../../web/lib/prediction/once-tested-text.ts'

const group = (place: number, predicted: number) => ({
  ...{ place, customers: 900, predicted, actual: 0.38, actual_low: 0.35, actual_high: 0.41 },
  ...{ baseline: 0, mean_absolute_error: 0.5 },
})

test('says how often who bought once came back, and what each model had expected', () => {
  const told = onceTestedText([group(0, 0.39), group(1, 7)], [group(0, 0.4), group(1, 7)])
  for (const number of ['0.38', '0.35', '0.41', '0.39', '0.40']) expect(told).toContain(number)
  expect(told).not.toContain('7')
})

test('says that Pareto/NBD takes too many, or too few, of them for gone only where what happened lies outside its interval', () => {
  const words = (predicted: number) =>
    onceTestedText([group(0, 0.39)], [group(0, predicted)]).replaceAll(/[\d.]+/g, '#')
  const [too_few, right, too_many] = [words(0.3), words(0.38), words(0.5)]
  expect(words(0.35)).toBe(right)
  expect(words(0.41)).toBe(right)
  expect(too_few.startsWith(right) && too_few !== right).toBe(true)
  expect(too_many.startsWith(right) && too_many !== right).toBe(true)
  expect(too_few).not.toBe(too_many)
})

test('says nothing without a back-test of both', () => {
  expect(onceTestedText([], [group(0, 0.4)])).toBe('')
  expect(onceTestedText([group(1, 0.4)], [group(1, 0.4)])).toBe('')
})
