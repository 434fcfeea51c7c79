import { describe, expect, it } from 'vitest'
import { cuped } from '../../server/stats/cuped.ts'
import type { ArmSums } from '../../server/stats/cuped.ts'
import { moments } from '../../server/stats/moments.ts'
import { seededRandom } from '../../server/stats/seeded-random.ts'
import { twoProportions } from '../../server/stats/two-proportions.ts'
import { welch } from '../../server/stats/welch.ts'

/*
 * Campaigns as they are: each customer has a rate of orders of their own (skewed), orders are few and random, amounts are skewed,
 * spend of the year before tells something of the window, and a quarter is held out. Arms differ by nothing but chance and the lift.
 */
interface Simulated {
  readonly treated: ArmSums & { readonly buyers: number }
  readonly control: ArmSums & { readonly buyers: number }
  /** What orders that would have come anyway were credited with, per treated. */
  readonly credited: number
}

const seeds = 400
const people = { treated: 1200, control: 400 }
const order_value = 60

function simulate(seed: number, extra_orders: number): Simulated {
  const random = seededRandom(seed)
  const exponential = () => -Math.log(1 - random())
  const poisson = (mean: number) => {
    const limit = Math.exp(-mean)
    let count = 0
    for (let product = random(); product > limit; product *= random()) count++
    return count
  }
  const spend = (orders: number) => {
    let sum = 0
    for (let nth = 0; nth < orders; nth++) sum += order_value * (0.2 + 0.8 * exponential())
    return sum
  }
  let credited = 0
  const arm = (n: number, extra: number) => {
    const sums = { n, x: 0, xx: 0, y: 0, yy: 0, xy: 0, buyers: 0 }
    for (let nth = 0; nth < n; nth++) {
      const rate = 0.7 * exponential()
      const x = spend(poisson(12 * rate))
      const [usual, brought] = [poisson(rate), poisson(extra)]
      const y = spend(usual + brought)
      if (n === people.treated) credited += 0.35 * usual * order_value + brought * order_value
      sums.x += x
      sums.xx += x * x
      sums.y += y
      sums.yy += y * y
      sums.xy += x * y
      sums.buyers += usual + brought > 0 ? 1 : 0
    }
    return sums
  }
  const [treated, control] = [arm(people.treated, extra_orders), arm(people.control, 0)]
  return { treated, control, credited: credited / people.treated }
}

/** How many of the seeds have an interval that holds the truth, by method. */
function coverage(extra_orders: number) {
  const lift = extra_orders * order_value
  const counts = { welch: 0, cuped: 0, narrower: 0, attribution: 0, response: 0 }
  for (let seed = 1; seed <= seeds; seed++) {
    const { treated, control, credited } = simulate(seed, extra_orders)
    const plain = welch(
      moments(treated.n, treated.y, treated.yy)!,
      moments(control.n, control.y, control.yy)!,
    )
    const adjusted = cuped(treated, control)
    const response = twoProportions(treated.buyers, treated.n, control.buyers, control.n)!
    counts.welch += holds(plain, lift)
    counts.cuped += holds(adjusted, lift)
    counts.narrower += adjusted.se! < plain.se! ? 1 : 0
    counts.attribution += holds(plain, credited)
    counts.response += holds(response, 0)
  }
  return Object.fromEntries(
    Object.entries(counts).map(([name, count]) => [name, count / seeds]),
  ) as typeof counts
}

const holds = ({ low, high }: { low: number | null; high: number | null }, truth: number) =>
  low! <= truth && truth <= high! ? 1 : 0

describe('intervals over many campaigns', () => {
  const lifted = coverage(0.15)
  const idle = coverage(0)

  it('hold the planted lift in nine of ten cases and more, and not always', () => {
    for (const share of [lifted.welch, lifted.cuped]) {
      expect(share).toBeGreaterThan(0.9)
      expect(share).toBeLessThan(0.99)
    }
  })

  it('hold nothing where nothing was planted: one in twenty is a false alarm', () => {
    for (const share of [idle.welch, idle.cuped, idle.response]) {
      expect(share).toBeGreaterThan(0.9)
      expect(share).toBeLessThan(0.99)
    }
  })

  it('are narrower when earlier spend is taken out', () => {
    expect(lifted.narrower).toBe(1)
  })

  it('refute what orders are credited with to a campaign that brought nothing', () => {
    expect(idle.attribution).toBeLessThan(0.1)
  })
})
