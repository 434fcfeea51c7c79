import { describe, expect, test } from 'vitest'
import { percentages } from '../../../web/lib/satisfaction/percentages.ts'
import { weightsStretches } from '../../../web/lib/satisfaction/weights-text.ts'

describe('weights written as percentages', () => {
  test.each([
    [
      [1, 1, 1],
      [33.4, 33.3, 33.3],
    ],
    [
      [0.123456, 0.876544],
      [12.3, 87.7],
    ],
    [
      [3, 0, 1],
      [75, 0, 25],
    ],
    [
      [0, 0],
      [50, 50],
    ],
  ])('of %j are %j and add up to 100', (weights, expected) => {
    const found = percentages(weights)
    expect(found).toEqual(expected)
    expect(found.reduce((sum, each) => sum + Math.round(10 * each), 0)).toBe(1000)
  })
})

test('an index over time names each version of its weights once, from where it holds', () => {
  const row = (bucket: string, weights_version: number | null) => ({ bucket, weights_version })
  expect(
    weightsStretches([row('2026-01', null), row('2026-02', 1), row('2026-03', 1), row('2026-04', 2)]),
  ).toEqual([
    { version: null, from: '2026-01' },
    { version: 1, from: '2026-02' },
    { version: 2, from: '2026-04' },
  ])
})
