import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { campaigns } from '../../../queries/roi/campaigns.ts'
import { course } from '../../../queries/roi/course.ts'
import { uplift } from '../../../queries/roi/uplift.ts'
import { wallet } from '../../../queries/roi/wallet.ts'
import { openChain } from '../chain.ts'
import type { CanonicalRow, Chain } from '../chain.ts'

const year = { from: '2025-01-01', to: '2025-12-31' }
const batched = (row: CanonicalRow) => ({ ...row, batch_id: 'b1', batch_seq: 1 })
const campaign = (campaign_id: string, starts_on: string, window_days: number) =>
  batched({ campaign_id, name: campaign_id, starts_on, ends_on: starts_on, window_days })
const buys = (customer_id: string, day: string, net_amount: number) =>
  batched({
    ...{ order_id: `${customer_id}/${day}`, line_no: 1, customer_id, store_id: 'S1', channel: 'store' },
    ...{ ordered_at: `${day} 04:00:00`, quantity: 1, kind: 'sale', net_amount, cost_amount: 0 },
  })
const states = (customer_id: string, day: string) =>
  batched({
    ...{ survey_id: `${customer_id}/${day}`, customer_id, channel: 'sms' },
    ...{ answered_at: `${day} 04:00:00`, category_spend: 100 },
  })

/*
 * Spring: 40 treated, 40 held out. Every second treated buys for 10 in the first week and for 10 in the second; every second of those
 * held out buys for 20 in the third. Summer: the same people; all treated buy for 10. Thirty others state twice that they spend 100.
 */
const people = Array.from({ length: 80 }, (_, nth) => ({
  customer_id: `c${String(nth).padStart(2, '0')}`,
  ...{ is_treated: nth < 40, is_second: nth % 2 === 1 },
}))
const asked = Array.from({ length: 30 }, (_, nth) => `w${String(nth).padStart(2, '0')}`)

let chain: Chain
beforeAll(async () => {
  chain = await openChain({
    stores: [batched({ store_id: 'S1', name: 'Harbour', region: 'East' })],
    customers: [...people.map(({ customer_id }) => customer_id), ...asked].map((customer_id) =>
      batched({ customer_id, home_store_id: 'S1' }),
    ),
    campaigns: [
      campaign('spring', '2025-04-01', 20),
      campaign('summer', '2025-06-01', 10),
      campaign('small', '2025-06-02', 2),
    ],
    campaign_contacts: people.flatMap(({ customer_id, is_treated }, nth) =>
      ['spring', 'summer', ...(nth < 65 ? ['small'] : [])].map((campaign_id) =>
        batched({ campaign_id, customer_id, arm: is_treated ? 'treatment' : 'control' }),
      ),
    ),
    surveys: asked.flatMap((customer_id) => [
      states(customer_id, '2025-02-01'),
      states(customer_id, '2025-05-01'),
    ]),
    purchases: [
      ...people.flatMap(({ customer_id, is_treated, is_second }) => [
        ...(is_treated && is_second
          ? [buys(customer_id, '2025-04-03', 10), buys(customer_id, '2025-04-10', 10)]
          : []),
        ...(!is_treated && is_second ? [buys(customer_id, '2025-04-16', 20)] : []),
        ...(is_treated ? [buys(customer_id, '2025-06-05', 10)] : []),
      ]),
      ...asked.flatMap((customer_id) => [
        buys(customer_id, '2025-01-15', 50),
        buys(customer_id, '2025-04-20', 25),
      ]),
      buys('w00', '2025-06-10', 1),
    ],
  })
})
afterAll(() => chain.close())

describe('the effect of a campaign since its start', () => {
  it('is what the treated brought up to the end of each week less what the control brought', async () => {
    const rows = await chain.ask(course, { ...year, campaigns: ['spring'], measure: 'net_sales' })
    expect(rows.map(({ week, ends_on, lift }) => [week, ends_on, lift])).toEqual([
      [1, '2025-04-07', 5],
      [2, '2025-04-14', 10],
      [3, '2025-04-20', 0],
    ])
    // both arms: 20 of 40 brought 20
    const variance = (20 * 400 - 40 * 10 ** 2) / 39
    const half = (rows[2]!.high! - rows[2]!.low!) / 2
    expect(half / Math.sqrt((2 * variance) / 40)).toBeCloseTo(1.9908, 3)
  })

  it('ends with the reading of the table', async () => {
    const table = new Map((await chain.ask(campaigns, year)).map((row) => [row.campaign_id, row]))
    const rows = await chain.ask(course, { ...year, campaigns: ['spring', 'summer'] })
    for (const id of ['spring', 'summer']) {
      const { lift, low, high } = rows.findLast(({ campaign_id }) => campaign_id === id)!
      const { margin_lift, margin_low, margin_high } = table.get(id)!
      expect([lift, low, high]).toEqual([margin_lift, margin_low, margin_high])
    }
  })

  it('is not shown for fewer than thirty in an arm, and nothing is known of no campaign', async () => {
    const rows = await chain.ask(course, { ...year, campaigns: ['small'] })
    expect(rows).toMatchObject([{ week: 1, ends_on: '2025-06-03', treated: 40, controls: 25, lift: null }])
    expect(await chain.ask(course, year)).toEqual([])
  })
})

describe('uplift over time', () => {
  it('is that of the campaigns whose windows ended in each month', async () => {
    const rows = await chain.ask(uplift, { ...year, by: 'region', grain: 'month' })
    expect(rows.map(({ bucket, member, treated, uplift: size }) => [bucket, member, treated, size])).toEqual([
      ['2025-04-01', 'East', 40, 0],
      // summer brought 10, the small one nothing
      ['2025-06-01', 'East', 80, 5],
    ])
    const [whole] = await chain.ask(uplift, { ...year, by: 'region' })
    expect(whole).toMatchObject({ bucket: '2025-01-01', treated: 120 })
    expect(whole!.uplift).toBeCloseTo(10 / 3, 12)
  })
})

describe('share of wallet over time', () => {
  it('is that of the last answers of each quarter', async () => {
    const rows = await chain.ask(wallet, { ...year, grain: 'quarter' })
    expect(rows.map(({ bucket, answers, share_of_wallet }) => [bucket, answers, share_of_wallet])).toEqual([
      ['2025-01-01', 30, 0.5],
      ['2025-04-01', 30, 0.25],
    ])
    expect(await chain.ask(wallet, year)).toMatchObject([{ answers: 30, share_of_wallet: 0.25 }])
  })
})
