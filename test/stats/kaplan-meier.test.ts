import { describe, expect, it } from 'vitest'
import { kaplanMeier, restrictedMean, survivalAt, survivalTime } from '../../server/stats/kaplan-meier.ts'

const event = (time: number, events = 1) => ({ time, events, censored: 0 })
const censored = (time: number, count = 1) => ({ time, events: 0, censored: count })

/** Miller (1981), the maintained arm of the leukaemia trial: R's `survival::aml`. */
const maintained = [
  ...[9, 13, 18, 23, 31, 34, 48].map((time) => event(time)),
  ...[13, 28, 45, 161].map((time) => censored(time)),
]

describe('the curve', () => {
  it('falls at every event by the share of those at risk; who is censored at a time is still at risk at it', () => {
    const curve = kaplanMeier(maintained)
    expect(curve.map(({ time, at_risk }) => [time, at_risk])).toEqual([
      [9, 11],
      [13, 10],
      [18, 8],
      [23, 7],
      [28, 6],
      [31, 5],
      [34, 4],
      [45, 3],
      [48, 2],
      [161, 1],
    ])
    const shares = [10 / 11, 9 / 11, (9 / 11) * (7 / 8), (9 / 11) * (7 / 8) * (6 / 7)]
    for (const [index, share] of shares.entries()) expect(curve[index]!.survival).toBeCloseTo(share, 12)
    expect(curve.at(-1)!.survival).toBeCloseTo(0.18409, 5)
  })

  it('has the limits that R prints for conf.type = "log-log"', () => {
    const [first, second] = kaplanMeier(maintained)
    expect(first).toMatchObject({ low: expect.closeTo(0.5081, 4), high: expect.closeTo(0.9867, 4) })
    expect(second).toMatchObject({ low: expect.closeTo(0.4474, 4), high: expect.closeTo(0.9512, 4) })
  })

  it('has no width before the first event, and none that means anything once all have ended', () => {
    expect(kaplanMeier([censored(1), event(2)])).toMatchObject([
      { survival: 1, low: 1, high: 1 },
      { survival: 0, low: null, high: null },
    ])
  })

  it('does not depend on the order of the times, nor on whether equal ones come together', () => {
    const times = [event(5, 2), censored(3), event(1), censored(5), event(5)]
    expect(kaplanMeier(times)).toEqual(
      kaplanMeier([event(1), censored(3), { time: 5, events: 3, censored: 1 }]),
    )
    expect(kaplanMeier([])).toEqual([])
    expect(kaplanMeier([{ time: 3, events: 0, censored: 0 }])).toEqual([])
  })

  it('counts those censored at the start as at risk then and not after', () => {
    const [start, first] = kaplanMeier([censored(0, 2), event(1), censored(1)])
    expect(start).toMatchObject({ at_risk: 4, survival: 1 })
    expect(first).toMatchObject({ at_risk: 2, survival: 0.5 })
  })
})

describe('read off the curve', () => {
  const curve = kaplanMeier(maintained)

  it('the median is the first time at which at most half go on', () => {
    expect(survivalTime(curve)).toEqual({ time: 31, low: 13, high: null })
    expect(survivalTime(curve, 0.1).time).toBeNull()
    expect(survivalTime(kaplanMeier([event(1), event(2)])).time).toBe(1)
  })

  it('the share at a time is that of the last step before it', () => {
    expect(survivalAt(curve, 8)).toBe(1)
    expect(survivalAt(curve, 12)).toBeCloseTo(10 / 11, 12)
    expect(survivalAt(curve, 500)).toBeCloseTo(0.18409, 5)
  })

  it('the mean up to a limit is the area below', () => {
    expect(restrictedMean(kaplanMeier([event(1), event(3)]), 4)).toBe(1 + 2 * 0.5)
    expect(restrictedMean(kaplanMeier([event(1), event(3)]), 2)).toBe(1 + 0.5)
    expect(restrictedMean([], 7)).toBe(7)
  })
})
