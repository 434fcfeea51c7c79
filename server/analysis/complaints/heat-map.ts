import { heatMap as metric } from '../../../queries/complaints/heat_map.ts'
import { hypergeometricAtLeast, hypergeometricAtMost } from '../../stats/hypergeometric-tail.ts'
import { taroneLevel } from '../../stats/tarone.ts'
import { defineAnalysis } from '../analysis.ts'

/** Fewer expected and fewer counted than this: a cell that says nothing. */
const small = { expected: 1, complaints: 5 } as const

/** How often a map on which nothing is amiss may name a cell all the same. */
const level = 0.05

/** Every store × every category with what its margins let expect; stores and categories with most complaints first. */
export const heatMap = defineAnalysis(metric, (rows) => {
  const counts = new Map(rows.map((row) => [`${row.store_id}\n${row.category}`, Number(row.complaints)]))
  const stores = totals(rows.map((row) => [row.store_id!, Number(row.complaints)]))
  const categories = totals(rows.map((row) => [row.category!, Number(row.complaints)]))
  const names = new Map(rows.map((row) => [row.store_id, row.store_name]))
  const all = rows.reduce((sum, { complaints }) => sum + Number(complaints), 0)
  const cells = stores.flatMap(([store_id, of_store]) =>
    categories.map(([category, of_category]) => {
      const complaints = counts.get(`${store_id}\n${category}`) ?? 0
      const expected = (of_store * of_category) / all
      const margins = { drawn: of_store, marked: of_category, all }
      const is_small = expected < small.expected && complaints < small.complaints
      return {
        ...{ store_id, store_name: names.get(store_id) ?? null, category, complaints, expected, is_small },
        deviation: is_small ? null : (complaints - expected) / Math.sqrt(expected),
        chance:
          complaints >= expected
            ? hypergeometricAtLeast(complaints, margins)
            : hypergeometricAtMost(complaints, margins),
        least: hypergeometricAtLeast(Math.min(of_store, of_category), margins),
      }
    }),
  )
  const allowed = taroneLevel(
    cells.map(({ least }) => least),
    level,
  )
  return cells.map(({ least: _, ...cell }) => ({
    ...cell,
    stands_out: cell.complaints > cell.expected && cell.chance <= allowed,
  }))
})

/** Sums by name, largest first. */
function totals(parts: readonly [string, number][]): [string, number][] {
  const sums = new Map<string, number>()
  for (const [name, amount] of parts) sums.set(name, (sums.get(name) ?? 0) + amount)
  return [...sums].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
}
