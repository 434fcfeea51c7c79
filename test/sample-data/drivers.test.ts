import { describe, expect, it } from 'vitest'
import { driverImportance } from '../../server/stats/driver-importance.ts'
import type { JointMoments } from '../../server/stats/joint-moments.ts'
import { writeSample } from './sample-files.ts'

const groups = 200

/** What the answers of a sample chain say about its drivers, and what was planted. */
async function drivers(seed: number) {
  const chain = await writeSample({ customers: 16_000, seed, stores: 30 })
  try {
    const planted = chain.truth.planted.drivers
    const items = planted.map(({ item }) => `max(rating) filter (item = '${item}')`)
    const rows = await chain.rows(
      `select max(nps) as y, ${items.map((sql, nth) => `${sql} as x${nth}`).join(', ')}
       from surveys join survey_items using (survey_id) where answered_at is not null group by survey_id order by survey_id`,
    )
    const people = rows.map((row) =>
      ['y', ...items.map((_, nth) => `x${nth}`)].map((name) => Number(row[name])),
    )
    return { planted, found: driverImportance(grouped(people))! }
  } finally {
    await chain.remove()
  }
}

function grouped(people: readonly (readonly number[])[]): JointMoments[] {
  return Array.from({ length: groups }, (_, group) => {
    const own = people.filter((__, nth) => nth % groups === group)
    const columns = people[0]!.map((__, nth) => nth)
    const sum = (of: (row: readonly number[]) => number) => own.reduce((total, row) => total + of(row), 0)
    return {
      n: own.length,
      sums: columns.map((one) => sum((row) => row[one]!)),
      products: columns.map((one) => columns.map((other) => sum((row) => row[one]! * row[other]!))),
    }
  })
}

describe.each([5, 2026])('The drivers of a chain with seed %i', (seed) => {
  it('are found in the order of what was planted, and what matters to nobody is not among them', async () => {
    const { planted, found } = await drivers(seed)
    const effect = ({ weight, spread }: { weight: number; spread: number }) => weight * spread
    const order = planted.map((_, nth) => nth).toSorted((a, b) => effect(planted[b]!) - effect(planted[a]!))
    const strong = order.filter((nth) => planted[nth]!.weight >= 0.3)
    expect(strong.map((nth) => found.drivers[nth]!.share)).toEqual(
      strong.map((nth) => found.drivers[nth]!.share).toSorted((a, b) => b - a),
    )
    planted.forEach(({ item, weight }, nth) =>
      expect([item, found.drivers[nth]!.is_significant]).toEqual([item, weight > 0]),
    )
  })
})
