import { expect, test } from 'vitest'
import { roundTicks } from '../../../web/lib/charts/round-ticks.ts'

test('an axis has zero and at most two round numbers on either side', () => {
  expect(roundTicks(-9.2, 12.9)).toEqual([0, 10])
  expect(roundTicks(-24.7, 30.8)).toEqual([-20, 0, 20])
  expect(roundTicks(0, 0.65)).toEqual([0, 0.5])
  expect(roundTicks(-45, 9)).toEqual([-40, -20, 0])
})

test('where nothing was measured there is zero alone', () => {
  expect(roundTicks(0, 0)).toEqual([0])
})
