import { expect, it } from 'vitest'
import { shareDifference } from '../../server/stats/share-difference.ts'

// Newcombe (1998), table II, method 10.
it.each([
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [10, 10, 0, 20, 0.6791, 1],
])('has the published limits for %i of %i against %i of %i', (hits, n, others, m, low, high) => {
  const found = shareDifference(hits, n, others, m)!
  expect(found.difference).toBeCloseTo(hits / n - others / m, 12)
  expect(found.low).toBeCloseTo(low, 4)
  expect(found.high).toBeCloseTo(high, 4)
})

it('knows nothing without observations on a side', () => {
  expect(shareDifference(1, 2, 0, 0)).toBeNull()
})
