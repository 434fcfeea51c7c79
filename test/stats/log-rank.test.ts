import { describe, expect, it } from 'vitest'
import { kaplanMeier, survivalAt, survivalTime } from '../../server/stats/kaplan-meier.ts'
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

  it('finds what is published for remissions under 6-MP and placebo (Freireich 1963)', () => {
    const six_mp = [
      ...[6, 6, 6, 7, 10, 13, 16, 22, 23].map(event),
      ...[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(censored),
    ]
    const placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23].map(event)
    const test = logRank([six_mp, placebo])!
    expect(test.expected.map((each) => each.toFixed(2))).toEqual(['19.25', '10.75'])
    expect(test.chi_square).toBeCloseTo(16.793, 3)
    expect(test.p_value).toBeCloseTo(4.17e-5, 7)
    const [treated, untreated] = [kaplanMeier(six_mp), kaplanMeier(placebo)]
    const steps = [6, 7, 10, 13, 16, 22, 23].map((time) => survivalAt(treated, time).toFixed(3))
    expect(steps).toEqual(['0.857', '0.807', '0.753', '0.690', '0.627', '0.538', '0.448'])
    expect([survivalTime(treated).time, survivalTime(untreated).time]).toEqual([23, 8])
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
