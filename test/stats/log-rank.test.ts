import { describe, expect, it } from 'vitest'
import { logRank } from '../../server/stats/log-rank.ts'

const event = (time: number) => ({ time, events: 1, censored: 0 })
const censored = (time: number) => ({ time, events: 0, censored: 1 })

describe('the log-rank test', () => {
  it('finds what R finds for the two arms of the leukaemia trial', () => {
    const maintained = [...[9, 13, 18, 23, 31, 34, 48].map(event), ...[13, 28, 45, 161].map(censored)]
    const nonmaintained = [...[5, 5, 8, 8, 12, 23, 27, 30, 33, 43, 45].map(event), censored(16)]
    const test = logRank([maintained, nonmaintained])!
    expect(test.expected[0]).toBeCloseTo(10.69, 2)
    expect(test.expected[1]).toBeCloseTo(7.31, 2)
    expect(test.chi_square).toBeCloseTo(3.396, 3)
    expect(test.degrees_of_freedom).toBe(1)
    expect(test.p_value).toBeCloseTo(0.0653, 4)
  })

  it('worked out by hand for three groups with one event each', () => {
    // At 1: 3 at risk, expected 1/3 each. At 2: 2 at risk, 1/2 each. At 3: nobody is left to compare with.
    const { expected, degrees_of_freedom } = logRank([[event(1)], [event(2)], [event(3)]])!
    expect(expected[0]).toBeCloseTo(1 / 3, 12)
    expect(expected[1]).toBeCloseTo(1 / 3 + 1 / 2, 12)
    expect(expected[2]).toBeCloseTo(1 / 3 + 1 / 2 + 1, 12)
    expect(degrees_of_freedom).toBe(2)
  })

  it('sees no difference between equal groups', () => {
    const group = [event(1), event(4), censored(4), event(9)]
    expect(logRank([group, group])).toMatchObject({ chi_square: 0, p_value: 1 })
  })

  it('says nothing when there is nothing to compare', () => {
    expect(logRank([[event(1)]])).toBeNull()
    expect(logRank([[event(1)], []])).toBeNull()
    expect(logRank([[censored(1)], [censored(2)]])).toBeNull()
  })

  it('leaves a group without anybody out of the degrees of freedom', () => {
    const two = logRank([
      [event(1), event(2)],
      [event(3), event(4)],
    ])!
    const with_empty = logRank([[event(1), event(2)], [], [event(3), event(4)]])!
    expect(with_empty.degrees_of_freedom).toBe(1)
    expect(with_empty.chi_square).toBeCloseTo(two.chi_square, 10)
  })
})
