import { expect, test } from 'vitest'
import { cuped } from '../../server/stats/cuped.ts'
import type { ArmSums } from '../../server/stats/cuped.ts'
import { moments } from '../../server/stats/moments.ts'
import { welch } from '../../server/stats/welch.ts'
import { writeSample } from './sample-files.ts'

const is_long = process.env['TEST_TIER'] === 'long'
const seeds = is_long ? 200 : 3
/** With few intervals chance moves the share more. */
const [least, most] = is_long ? [0.9, 0.99] : [0.8, 1]
const smallest_control = 25

/** Both arms of each campaign in sums: net sales in the window (y) and in the year before (x). */
const arms = `
  with subject as (
    select campaign_id, arm, customer_id, cast(starts_on as date) as starts_on,
      cast(starts_on as date) + cast(window_days as integer) as ends_before
    from campaign_contacts join campaigns using (campaign_id)
  ),
  spent as (
    select subject.campaign_id, arm, subject.customer_id,
      coalesce(sum(cast(net as double)) filter (day >= starts_on), 0) as y,
      coalesce(sum(cast(net as double)) filter (day < starts_on), 0) as x
    from subject
    left join sold on sold.customer_id = subject.customer_id
    where day is null or (day < ends_before and day >= starts_on - interval 12 months)
    group by 1, 2, 3
  ),
  everybody as (
    select campaign_id, arm, coalesce(y, 0) as y, coalesce(x, 0) as x
    from subject left join spent using (campaign_id, arm, customer_id)
  )
  select campaign_id, arm, count(*)::double as n, sum(y) as y, sum(y * y) as yy, sum(x) as x, sum(x * x) as xx, sum(x * y) as xy
  from everybody group by all order by all`

interface Tally {
  intervals: number
  welch: number
  cuped: number
  idle: number
  idle_significant: number
}

async function tallySample(seed: number, tally: Tally): Promise<void> {
  const chain = await writeSample({ customers: 4000, years: 2, seed, stores: 8 })
  const rows = (await chain.rows(arms)) as unknown as (ArmSums & { campaign_id: string; arm: string })[]
  chain.remove()
  for (const truth of chain.truth.planted.campaigns) {
    const arm = (name: string) =>
      rows.find((row) => row.campaign_id === truth.campaign_id && row.arm === name)
    const [treated, control] = [arm('treatment'), arm('control')]
    if (!treated || !control || control.n < smallest_control || !truth.window_closed) continue
    const plain = welch(
      moments(treated.n, treated.y, treated.yy)!,
      moments(control.n, control.y, control.yy)!,
    )
    const holds = ({ low, high }: typeof plain) =>
      low! <= truth.lift_per_head! && truth.lift_per_head! <= high! ? 1 : 0
    tally.intervals += 1
    tally.welch += holds(plain)
    tally.cuped += holds(cuped(treated, control))
    if (truth.direction !== 'zero') continue
    tally.idle += 1
    tally.idle_significant += plain.p! < 0.05 ? 1 : 0
  }
}

test(
  `the planted lifts of ${seeds} sample chains lie inside their intervals, and campaigns without a lift are not significant`,
  async () => {
    const tally: Tally = { intervals: 0, welch: 0, cuped: 0, idle: 0, idle_significant: 0 }
    for (let seed = 1; seed <= seeds; seed++) await tallySample(seed, tally)
    for (const share of [tally.welch / tally.intervals, tally.cuped / tally.intervals]) {
      expect(share).toBeGreaterThanOrEqual(least)
      expect(share).toBeLessThanOrEqual(most)
    }
    if (is_long) expect(tally.idle_significant / tally.idle).toBeLessThan(0.1)
    else expect(tally.idle_significant).toBeLessThan(2)
  },
  seeds * 10_000,
)
