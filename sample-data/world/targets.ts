import type { QuarterSums } from '../life/tally.ts'
import { Random } from '../random.ts'
import type { RowFile } from '../write/row-file.ts'
import { quarterNumber, quarterText } from './calendar.ts'
import type { World } from './world.ts'

/** Aims that do not depend on the chain's size. */
const steady = {
  identified_share: 0.68,
  repeat_rate: 0.62,
  churn_rate: 0.46,
  nps: 36,
  csat: 0.74,
  complaints_per_1000_orders: 2,
  roi: 0.3,
} as const

/**
 * Writes the chain's quarterly targets. Volumes aim a little beyond the quarter a year before; the first year's, and
 * a first quarter that began late, near what was reached.
 */
export function writeTargets(world: World, file: RowFile, quarters: ReadonlyMap<number, QuarterSums>): void {
  for (let quarter = quarterNumber(world.first); quarter <= quarterNumber(world.last); quarter++) {
    const period = quarterText(quarter)
    const before = quarter - 4 > quarterNumber(world.first) ? quarters.get(quarter - 4) : undefined
    const sums = before ?? quarters.get(quarter)
    const ambition =
      (before ? 1.06 : 0.99) * new Random(world.options.seed, 'targets', quarter).between(0.98, 1.03)
    const write = (metric: string, value: number) => file.add(`${metric},${period},chain,${value}\n`)
    if (sums) {
      write('net_sales', roundly((sums.net_sales / 100) * ambition))
      write('active_customers', roundly(sums.active_customers * ambition))
      write('new_customers', roundly(sums.new_customers * (before ? 0.98 : 0.99)))
    }
    for (const [metric, value] of Object.entries(steady)) write(metric, value)
  }
}

/** Two significant digits, as targets are set. */
function roundly(value: number): number {
  return value > 0 ? Number(value.toPrecision(2)) : 0
}
