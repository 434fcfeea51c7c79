import { describe, expect, it } from 'vitest'
import { driverImportance } from '../../server/stats/driver-importance.ts'
import type { JointMoments } from '../../server/stats/joint-moments.ts'
import { seededRandom } from '../../server/stats/seeded-random.ts'

/** People's values, outcome first, gathered in 50 random groups. */
function grouped(people: readonly (readonly number[])[]): JointMoments[] {
  return Array.from({ length: 50 }, (_, group) => {
    const own = people.filter((__, nth) => nth % 50 === group)
    const columns = people[0]!.map((__, nth) => nth)
    const sum = (of: (row: readonly number[]) => number) => own.reduce((total, row) => total + of(row), 0)
    return {
      n: own.length,
      sums: columns.map((one) => sum((row) => row[one]!)),
      products: columns.map((one) => columns.map((other) => sum((row) => row[one]! * row[other]!))),
    }
  })
}

/** A chance number around 0 with variance 1. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

function people(count: number, seed: number, make: (draw: () => number) => number[]): number[][] {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => make(() => normal(random)))
}

describe('drivers', () => {
  const found = driverImportance(
    grouped(
      people(2000, 7, (draw) => {
        const mood = draw()
        const [a, b, c] = [mood + draw(), mood + draw(), mood + draw()]
        return [a + 0.5 * b + 2 * draw(), a, b, c]
      }),
    ),
  )!

  it('are found in the order of what they do, with an interval around their share', () => {
    const [a, b] = found.drivers
    expect([a!.is_significant, b!.is_significant]).toEqual([true, true])
    expect(a!.share).toBeGreaterThan(b!.share)
    expect(a!.low).toBeLessThan(a!.share)
    expect(a!.high).toBeGreaterThan(a!.share)
  })

  it('share out what they explain among themselves: one alone has all of it, and so says its interval', () => {
    const few = people(60, 12, (draw) => {
      const a = draw()
      return [0.6 * a + draw(), a]
    })
    const [only] = driverImportance(grouped(few))!.drivers
    expect(only).toMatchObject({ share: 1, is_significant: true })
    expect([only!.low, only!.high].map((end) => end.toFixed(9))).toEqual(['1.000000000', '1.000000000'])
  })

  it('do not include what only shares the mood of the others: its interval begins at 0', () => {
    const idle = found.drivers[2]!
    expect(idle.share).toBeGreaterThan(0.05)
    expect(idle).toMatchObject({ is_significant: false, low: 0 })
  })

  it('explain the same whoever asks: the bootstrap is seeded', () => {
    const groups = grouped(people(200, 3, (draw) => [draw(), draw()]))
    expect(driverImportance(groups)).toEqual(driverImportance(groups))
  })

  it('stay drivers when two items say nearly the same', () => {
    const twins = driverImportance(
      grouped(
        people(600, 5, (draw) => {
          const core = draw()
          return [core + draw(), core + 0.05 * draw(), core + 0.05 * draw(), draw()]
        }),
      ),
    )!
    expect(twins.drivers.map(({ is_significant }) => is_significant)).toEqual([true, true, false])
    expect(twins.drivers[0]!.share).toBeCloseTo(twins.drivers[1]!.share, 1)
  })

  it('are rarely found where there are none', () => {
    const false_alarms = Array.from({ length: 40 }, (_, seed) =>
      driverImportance(grouped(people(150, 100 + seed, (draw) => [draw(), draw(), draw(), draw()]))),
    ).flatMap((each) => each!.drivers.filter(({ is_significant }) => is_significant))
    expect(false_alarms.length).toBeLessThanOrEqual(4)
  })

  it('are not told from fewer people than items need', () => {
    expect(driverImportance(grouped(people(4, 1, (draw) => [draw(), draw(), draw()])))).toBeNull()
    expect(driverImportance([])).toBeNull()
  })
})
