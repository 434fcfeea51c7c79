import { addDays, daysBetween } from '../../../queries/day.ts'
import type { ReadRow } from '../../../queries/metric.ts'
import { course as metric } from '../../../queries/roi/course.ts'
import { moments } from '../../stats/moments.ts'
import type { Moments } from '../../stats/moments.ts'
import { welch } from '../../stats/welch.ts'
import { defineAnalysis } from '../analysis.ts'

type Sums = ReadRow<typeof metric>

const fewest_customers = 30

/** Adds the weeks of each arm up and compares the arms at the end of each. */
export const course = defineAnalysis(metric, (rows) =>
  [...Map.groupBy(rows, ({ campaign_id }) => campaign_id).values()].flatMap((own) => {
    const { campaign_id, name, starts_on, known_to } = own[0]!
    const weeks = Math.floor(daysBetween(starts_on!, known_to!) / 7) + 1
    const treated = soFar(own, 'treatment', weeks)
    const control = soFar(own, 'control', weeks)
    return Array.from({ length: weeks }, (_, nth) => {
      const week_end = addDays(starts_on!, 7 * nth + 6)
      const [one, other] = [treated[nth], control[nth]]
      const is_shown = one && other && Math.min(one.n, other.n) >= fewest_customers
      const found = is_shown ? welch(one, other) : null
      return {
        ...{ campaign_id, name, week: nth + 1, ends_on: week_end < known_to! ? week_end : known_to },
        ...{ treated: sizeOf(own, 'treatment'), controls: sizeOf(own, 'control') },
        ...{ lift: found?.difference ?? null, low: found?.low ?? null, high: found?.high ?? null },
      }
    })
  }),
)

const sizeOf = (rows: readonly Sums[], arm: string) =>
  rows.find((row) => row.arm === arm && row.week === 0)?.customers ?? 0

/** Mean and variance over an arm of what each customer brought up to the end of each week; empty when that is not known. */
function soFar(rows: readonly Sums[], arm: string, weeks: number): (Moments | null)[] {
  const by_week = new Map(rows.filter((row) => row.arm === arm).map((row) => [row.week, row]))
  const customers = sizeOf(rows, arm)
  let [total, squares] = [0, 0]
  return Array.from({ length: weeks }, (_, nth) => {
    const row = by_week.get(nth + 1)
    if (row?.total === null) [total, squares] = [NaN, NaN]
    total += row?.total ?? 0
    squares += row?.squares ?? 0
    return Number.isNaN(total) ? null : moments(customers, total, squares)
  })
}
