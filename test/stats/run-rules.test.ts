import { describe, expect, it } from 'vitest'
import { signals } from '../../server/stats/run-rules.ts'
import type { RunRule } from '../../server/stats/run-rules.ts'

/** Points, counted from 1, in which the pattern of a rule ends. */
const ends = (rule: RunRule, scores: readonly number[], values = scores) =>
  signals(scores, [rule], values).flatMap((found, nth) => (found.length > 0 ? [nth + 1] : []))

describe('a signal stands at the last point of its pattern', () => {
  it.each<[RunRule, string, readonly number[], readonly number[]]>([
    ['N1', 'a point past three sigmas', [0, 3.1, 3, -3.1], [2, 4]],
    ['WE2', 'two of three past two sigmas', [2.1, 0, 2.1], [3]],
    ['WE2', 'on the same side', [2.1, 0, -2.1], []],
    ['N5', 'and the last itself past the line', [2.1, 2.1, 1.9], []],
    ['N5', 'of three, not of two', [2.1, 2.1], []],
    ['WE3', 'four of five past one sigma', [1.1, 1.2, 0, 1.3, 1.4], [5]],
    ['N6', 'and the last itself past the line', [1.1, 1.2, 1.3, 1.4, 0.9], []],
    ['WE4', 'eight on one side', [1, 1, 1, 1, 1, 1, 1, 1, 1], [8, 9]],
    ['N2', 'nine on one side', [-1, -1, -1, -1, -1, -1, -1, -1, -1], [9]],
    ['N2', 'a point on the centre ends the run', [1, 1, 1, 1, 0, 1, 1, 1, 1, 1], []],
    ['N3', 'six rising', [-2, -1, 0, 1, 2, 2.5], [6]],
    ['N3', 'six falling', [2, 1, 0, -1, -2, -2.5], [6]],
    ['N3', 'not where two are equal', [-2, -1, 0, 0, 1, 2], []],
    ['N7', 'fifteen within one sigma', Array<number>(15).fill(0.9), [15]],
    ['N8', 'eight outside one sigma, on both sides', [1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, -1.5], [8]],
    ['N8', 'not all on the same side', Array<number>(8).fill(1.5), []],
  ])('%s: %s', (rule, _, scores, expected) => {
    expect(ends(rule, scores)).toEqual(expected)
  })

  it('N4: fourteen up and down, one more goes on', () => {
    const scores = Array.from({ length: 15 }, (_, nth) => (nth % 2 ? 0.5 : -0.5))
    expect(ends('N4', scores)).toEqual([14, 15])
    expect(ends('N4', scores.slice(0, 13))).toEqual([])
  })

  it('rising is what is plotted, not its distance in sigmas', () => {
    expect(ends('N3', [0.1, 0.2, 0.15, 0.3, 0.4, 0.5], [1, 2, 3, 4, 5, 6])).toEqual([6])
  })

  it('nothing is found in nothing', () => {
    expect(signals([])).toEqual([])
  })
})
