import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { campaigns } from '../../../queries/roi/campaigns.ts'
import { effects } from '../../../queries/roi/effects.ts'
import { list } from '../../../queries/customers/list.ts'
import { qini } from '../../../queries/roi/qini.ts'
import { uplift } from '../../../queries/roi/uplift.ts'
import { firstGroups } from '../../../web/lib/roi/first-groups.ts'
import { openChain } from '../chain.ts'
import type { CanonicalRow, Chain } from '../chain.ts'

const batched = (row: CanonicalRow) => ({ ...row, batch_id: 'b1', batch_seq: 1 })
const april = { from: '2025-04-01', to: '2025-04-30' }

/*
 * 60 came by the app, 60 in the shop; of each 30 are treated. In the window every second customer buys: for 20 when treated and
 * from the app, else for 10. A week before, everybody had bought for 50. Forty others, who had done the same, are in no campaign;
 * in the window every second of them buys for 10.
 */
const people = Array.from({ length: 160 }, (_, nth) => ({
  ...{ customer_id: `c${String(nth).padStart(3, '0')}`, nth },
  join_channel: nth % 4 < 2 ? 'app' : 'shop',
  arm: nth >= 120 ? null : nth % 60 < 30 ? 'treatment' : 'control',
}))
const spends = ({ nth, join_channel, arm }: (typeof people)[number]) =>
  nth % 2 === 1 ? 0 : arm === 'treatment' && join_channel === 'app' ? 20 : 10
const buys = (day: string, amountOf: (one: (typeof people)[number]) => number) =>
  people
    .filter((one) => amountOf(one) > 0)
    .map((one) =>
      batched({
        ...{
          order_id: `${one.customer_id}/${day}`,
          line_no: 1,
          customer_id: one.customer_id,
          store_id: 'S1',
        },
        ...{ channel: 'store', ordered_at: `${day} 04:00:00`, quantity: 1, kind: 'sale' },
        ...{ net_amount: amountOf(one), cost_amount: 0 },
      }),
    )

describe('uplift', () => {
  let chain: Chain
  beforeAll(async () => {
    const campaign = (campaign_id: string) =>
      batched({
        campaign_id,
        name: campaign_id,
        starts_on: '2025-04-01',
        ends_on: '2025-04-10',
        window_days: 20,
      })
    chain = await openChain({
      stores: [batched({ store_id: 'S1', name: 'Harbour', region: 'East' })],
      customers: people.map(({ customer_id, join_channel }) =>
        batched({ customer_id, join_channel, home_store_id: 'S1' }),
      ),
      campaigns: [campaign('tested'), campaign('untested')],
      campaign_contacts: people.flatMap(({ customer_id, arm }) => [
        ...(arm ? [batched({ campaign_id: 'tested', customer_id, arm })] : []),
        ...(arm === 'treatment' ? [batched({ campaign_id: 'untested', customer_id, arm })] : []),
      ]),
      purchases: [...buys('2025-03-25', () => 50), ...buys('2025-04-20', spends)],
    })
  })
  afterAll(() => chain.close())

  it('is the difference of the arms within a group, with its interval', async () => {
    const rows = await chain.ask(uplift, { ...april, campaign: 'tested', by: 'join_channel' })
    expect(rows.map(({ member, treated, controls }) => [member, treated, controls])).toEqual([
      ['app', 32, 28],
      ['shop', 28, 32],
    ])
  })

  it('is not shown for fewer than thirty in an arm', async () => {
    const rows = await chain.ask(uplift, { ...april, campaign: 'tested', by: 'join_channel' })
    expect(rows.map((row) => row.uplift)).toEqual([null, null])
  })

  it('is worked out by hand for all together', async () => {
    const [row, ...others] = await chain.ask(uplift, { ...april, campaign: 'tested', by: 'region' })
    expect(others).toEqual([])
    // treated: 16 of 60 spent 20, 14 spent 10, 30 nothing; control: 30 of 60 spent 10
    const mean = (16 * 20 + 14 * 10) / 60
    const variance = (16 * 400 + 14 * 100 - 60 * mean ** 2) / 59
    const control_variance = (30 * 100 - 60 * 25) / 59
    expect(row).toMatchObject({ member: 'East', treated: 60, controls: 60 })
    expect(row!.uplift).toBeCloseTo(mean - 5, 12)
    expect(row!.total).toBeCloseTo(60 * (mean - 5), 12)
    const se = Math.sqrt((variance + control_variance) / 60)
    expect((row!.high! - row!.low!) / 2 / se).toBeGreaterThan(1.96)
    expect((row!.high! - row!.low!) / 2 / se).toBeLessThan(2)
  })

  it('draws a curve from nobody to the gain of everybody', async () => {
    const rows = await chain.ask(qini, { ...april, campaign: 'tested', by: 'join_channel' })
    expect(rows).toHaveLength(5)
    expect(rows[0]).toMatchObject({ share: 0, gain: 0 })
    expect(rows.at(-1)!.share).toBe(1)
    expect(rows.at(-1)!.gain).toBeCloseTo(460 / 60 - 5, 12)
    expect(rows.at(-1)!.by_chance).toBeCloseTo(460 / 60 - 5, 12)
    expect(rows[1]).toMatchObject({ member: 'app' })
    for (const [nth, { share }] of rows.entries()) {
      const first = { who: 'campaign_first', of: 'tested', method: 'join_channel' }
      const into = firstGroups(rows.slice(1, nth + 1))!
      const [found] = await chain.ask(list, { ...april, ...first, into, limit: 1 })
      expect(found?.total_customers ?? 0).toBe(Math.round(60 * share!))
    }
    expect(rows[0]!.coefficient).toBeGreaterThan(0)
  })

  it('lists the first groups of a Qini curve as far as an address has room for them', () => {
    const taken = Array.from({ length: 30 }, (_, nth) => ({ member: `channel ${nth}`, half: 0 }))
    expect(firstGroups(taken)).toBeNull()
    const both = { member: 'channel 0', half: 1 }
    expect(firstGroups([taken[0]!, both, { member: null, half: 1 }])).toBe('channel 0:|:1')
  })

  it('of a campaign without a control group is sought among people like the treated, as weaker evidence', async () => {
    const rows = await chain.ask(campaigns, april)
    const row = rows.find(({ campaign_id }) => campaign_id === 'untested')!
    expect(row).toMatchObject({
      evidence: 'observational',
      modelled_method: 'matched',
      margin_lift: null,
      roi: null,
    })
    // all had bought once for 50 a week before; 100 others: 50 of them spent 10
    expect(row.modelled_margin_lift).toBeCloseTo(460 / 60 - 5, 12)
    expect(row.warnings).toContain('no_control')
    const [response] = await chain.ask(effects, { ...april, campaign: 'untested' })
    expect(response).toMatchObject({ method: 'matched', treated: 60, compared: 100, difference: 0 })
  })

  it('among people alike is not told by grade or segment, nor to who sees some stores only', async () => {
    const untested = async (asked: object, stores?: string[]) =>
      (await chain.ask(campaigns, { ...april, ...asked }, stores)).find(
        (row) => row.campaign_id === 'untested',
      )
    expect(await untested({}, ['S1'])).toMatchObject({ evidence: 'none' })
    expect(await untested({ segment: ['important_value'] })).toMatchObject({ evidence: 'none' })
  })
})

describe('uplift where every second customer is held out', () => {
  const alike = Array.from({ length: 160 }, (_, nth) => ({
    customer_id: `c${String(nth).padStart(3, '0')}`,
    join_channel: nth % 4 < 2 ? 'app' : 'shop',
    arm: nth % 2 === 0 ? 'treatment' : 'control',
  }))
  let chain: Chain
  beforeAll(async () => {
    chain = await openChain({
      stores: [batched({ store_id: 'S1', name: 'Harbour', region: 'East' })],
      customers: alike.map(({ customer_id, join_channel }) => batched({ customer_id, join_channel })),
      campaigns: [
        batched({
          ...{ campaign_id: 'tested', name: 'tested' },
          ...{ starts_on: '2025-04-01', ends_on: '2025-04-10', window_days: 20 },
        }),
      ],
      campaign_contacts: alike.map(({ customer_id, arm }) =>
        batched({ campaign_id: 'tested', customer_id, arm }),
      ),
      purchases: alike.map(({ customer_id, join_channel, arm }) =>
        batched({
          ...{ order_id: customer_id, line_no: 1, customer_id, store_id: 'S1', channel: 'store' },
          ...{ ordered_at: '2025-04-20 04:00:00', quantity: 1, kind: 'sale', cost_amount: 0 },
          net_amount: arm === 'treatment' && join_channel === 'shop' ? 20 : 10,
        }),
      ),
    })
  })
  afterAll(() => chain.close())

  it('is learnt on one half and tried on the other all the same: each half holds both arms', async () => {
    const rows = await chain.ask(qini, { ...april, campaign: 'tested', by: 'join_channel' })
    expect(rows.map(({ member }) => member)).toEqual([null, 'shop', 'shop', 'app', 'app'])
    expect(rows[2]!.gain).toBeCloseTo(5, 12)
    expect(rows[0]!.coefficient).toBeGreaterThan(0)
  })
})
