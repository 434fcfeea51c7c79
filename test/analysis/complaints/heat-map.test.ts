import { describe, expect, it } from 'vitest'
import { heatMap } from '../../../server/analysis/complaints/heat-map.ts'
import { seededRandom } from '../../../server/stats/seeded-random.ts'

const cell = (store_id: string, category: string, complaints: number) => ({
  ...{ store_id, store_name: store_id, category, complaints },
})
const categories = ['quality', 'service', 'price', 'delivery']
const mapOf = (rows: readonly ReturnType<typeof cell>[]) => heatMap.analyse(rows, {} as never)

/** Complaints of many small stores, each about whatever chance says; `planted` more about one thing in one store. */
function chain(seed: number, planted = 0) {
  const random = seededRandom(seed)
  const rows = Array.from({ length: 200 }, (_, nth) =>
    Array.from({ length: 1 + (nth % 3) }, () =>
      cell(`S${nth}`, categories[Math.floor(random() * categories.length)]!, 1),
    ),
  ).flat()
  const groups = Map.groupBy(
    [...rows, ...Array.from({ length: planted }, () => cell('S1', 'price', 1))],
    (row) => JSON.stringify([row.store_id, row.category]),
  )
  return [...groups.values()].map((own) => ({ ...own[0]!, complaints: own.length }))
}

describe('the heat map', () => {
  it('names a cell of a map on which nothing is amiss once in twenty times at most', () => {
    let named = 0
    for (let seed = 1; seed <= 100; seed += 1)
      named += mapOf(chain(seed)).some(({ stands_out }) => stands_out) ? 1 : 0
    expect(named).toBeLessThanOrEqual(5)
  })

  it('names a store with seven complaints about one thing among hundreds of stores too small to say', () => {
    const out = mapOf(chain(1, 6)).filter(({ stands_out }) => stands_out)
    expect(out).toMatchObject([{ store_id: 'S1', category: 'price' }])
    // all cells counted, as if each could reach it, it would have gone unnoticed
    expect(out[0]!.chance! * mapOf(chain(1, 6)).length).toBeGreaterThan(0.05)
  })
})
