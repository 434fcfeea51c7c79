import { describe, expect, it } from 'vitest'
import { list } from '../../../queries/customers/list.ts'
import { acquisition } from '../../../queries/roi/acquisition.ts'
import { points } from '../../../queries/roi/points.ts'
import { redeemers } from '../../../queries/roi/redeemers.ts'
import { referral } from '../../../queries/roi/referral.ts'
import { wallet } from '../../../queries/roi/wallet.ts'
import { cornerShop } from '../../fixtures/corner-shop.ts'
import type { Asked } from '../../../server/engine/question.ts'
import { useCornerShop } from '../corner-shop-chain.ts'

const entry = (
  entry_id: string,
  customer_id: string,
  day: string,
  kind: string,
  amount: number,
  value?: number,
) => ({
  ...{ entry_id, customer_id, at: `${day} 04:00:00`, kind, points: amount, value_amount: value ?? null },
  ...{ batch_id: 'b1', batch_seq: 1 },
})

const shop = useCornerShop({
  customers: cornerShop.customers!.map((row) =>
    row.customer_id === 'cy' || row.customer_id === 'eve' ? { ...row, referrer_customer_id: 'ann' } : row,
  ),
  campaign_contacts: cornerShop.campaign_contacts!.map((row) =>
    row.customer_id === 'cy' || row.customer_id === 'bo'
      ? { ...row, contacted_at: '2025-02-01 04:00:00' }
      : row,
  ),
  purchases: cornerShop.purchases!.map((row) =>
    ['O4', 'O9', 'O11', 'O12'].includes(String(row.order_id)) ? { ...row, campaign_id: 'C1' } : row,
  ),
  surveys: cornerShop.surveys!.map((row) =>
    row.survey_id === 'V1'
      ? { ...row, category_spend: 80 }
      : row.survey_id === 'V2'
        ? { ...row, category_spend: 50 }
        : row,
  ),
  points: [
    entry('E1', 'ann', '2024-12-01', 'earn', 500, 5),
    entry('E2', 'ann', '2025-01-03', 'earn', 300, 3),
    entry('E3', 'ann', '2025-01-20', 'redeem', -400, -4),
    entry('E4', 'bo', '2025-02-10', 'earn', 100, 1),
    entry('E5', 'bo', '2025-02-11', 'expire', -50),
    entry('E6', 'bo', '2025-02-12', 'adjust', -10),
    entry('E7', 'bo', '2025-04-01', 'earn', 999),
  ],
})
const ids = async (asked: Asked) =>
  (await shop.ask(list, { sort: 'customer_id', descending: 'false', ...asked })).map((row) => row.customer_id)

describe('points', () => {
  it('are earned, redeemed, expired and owed, month by month', async () => {
    const rows = await shop.ask(points)
    expect(
      rows.map((row) => [row.bucket, row.earned, row.redeemed, row.expired, row.adjusted, row.balance]),
    ).toEqual([
      ['2025-01-01', 300, 400, 0, 0, 400],
      ['2025-02-01', 100, 0, 50, -10, 440],
    ])
    expect(rows[0]).toMatchObject({ redemption_rate: 400 / 300, redeemers: 1, liability: 4 })
    expect(rows[1]!.liability).toBeCloseTo(4.4, 12)
  })

  it('belong to the customers that filters keep', async () => {
    const [total] = await shop.ask(points, { grain: 'total', store: ['S2'] })
    expect(total).toMatchObject({ earned: 100, expired: 50, balance: 40 })
  })

  it('open who redeemed them', async () => {
    expect(await ids({ who: 'redeemers' })).toEqual(['ann'])
  })
})

describe('points of a chain that writes what is redeemed without a minus', () => {
  const unsigned = useCornerShop({
    points: [
      entry('E1', 'ann', '2025-01-03', 'earn', 300, 3),
      entry('E3', 'ann', '2025-01-20', 'redeem', 100, 1),
    ],
  })
  it('mean the same', async () => {
    expect(await unsigned.ask(points)).toMatchObject([{ redeemed: 100, balance: 200, liability: 2 }])
  })
})

describe('redeemers', () => {
  it('are compared with people like them, if there are any', async () => {
    expect(await shop.ask(redeemers, { follow_days: 30 })).toEqual([])
  })
})

describe('the comparison of redeemers', () => {
  const came = (customer_id: string, day: string) => ({
    ...{ order_id: `${customer_id}/${day}`, line_no: 1, customer_id, store_id: 'S1', channel: 'store' },
    ...{ ordered_at: `${day} 04:00:00`, quantity: 1, kind: 'sale', net_amount: 10 },
    ...{ batch_id: 'b1', batch_seq: 1 },
  })
  // ann, bo and cy came eleven days before 31 May; di and eve longer ago, and nobody is like them
  const days = { ann: '2025-05-20', bo: '2025-05-20', cy: '2025-05-20', di: '2025-04-10', eve: '2025-03-20' }
  const half_year = { from: '2025-01-01', to: '2025-06-30', follow_days: 30 }
  const club = useCornerShop({
    purchases: [
      ...Object.entries(days).map(([customer_id, day]) => came(customer_id, day)),
      ...[came('ann', '2025-06-10'), came('bo', '2025-06-12'), came('zoe', '2025-06-30')],
    ],
    points: [
      ...Object.entries(days).map(([id, day]) => entry(`E${id}`, id, day, 'earn', 100)),
      entry('R1', 'ann', '2025-05-25', 'redeem', -50),
      entry('R2', 'di', '2025-05-01', 'redeem', -50),
    ],
  })

  it('weighs those who redeemed against people like them', async () => {
    expect(await club.ask(redeemers, half_year)).toMatchObject([
      {
        ...{ redeemers: 2, matched: 1, others: 2, repeat_rate: 1, others_rate: 0.5 },
        ...{ plain_others_rate: 1 / 3, difference: 0.5 },
      },
    ])
  })

  it('opens whom it compares, and who of them came back', async () => {
    const who = async (of: string, into = '') => {
      const asked = { ...half_year, who: 'redeemers_compared', of, into, sort: 'customer_id' }
      const rows = await club.ask(list, { ...asked, descending: 'false' })
      return rows.map(({ customer_id }) => customer_id)
    }
    expect(await who('redeemers')).toEqual(['ann'])
    expect(await who('alike')).toEqual(['bo', 'cy'])
    expect(await who('others')).toEqual(['bo', 'cy', 'eve'])
    expect(await who('alike', 'back')).toEqual(['bo'])
    expect(await who('others', 'away')).toEqual(['cy', 'eve'])
    expect(await who('nobody')).toEqual([])
  })
})

describe('share of wallet', () => {
  it('is what was bought here over what customers say they spend, and needs thirty of them', async () => {
    // ann, 5 January: 40 bought since 6 October of 80; bo, 25 January: 12 of 50
    expect(await shop.ask(wallet)).toMatchObject([
      { member: 'all', answers: 2, own_sales: 52, stated_spend: 130, share_of_wallet: null, above_stated: 0 },
    ])
    expect(await ids({ who: 'wallet' })).toEqual(['ann', 'bo'])
  })
})

describe('referral value', () => {
  it('is the margin of customers whose referrer is in the scope', async () => {
    const [row] = await shop.ask(referral)
    expect(row).toMatchObject({
      ...{ referrers: 1, referred_customers: 2, new_customers: 1, active_customers: 1 },
      ...{ net_sales: 27, margin: 15, margin_per_referrer: 15 },
    })
    expect(await shop.ask(referral, { store: ['S3'] })).toEqual([])
    expect(await ids({ who: 'referred' })).toEqual(['cy', 'eve'])
    expect(await ids({ who: 'referrers' })).toEqual(['ann'])
  })
})

describe('what a new customer costs', () => {
  it('is media, incentives and contacts over the customers who came', async () => {
    // cy, di and zoe came; media 10, contacts 1.5 and 9
    const [row] = await shop.ask(acquisition)
    expect(row).toMatchObject({ new_customers: 3, acquisition_cost: 20.5 })
    expect(row!.cac).toBeCloseTo(20.5 / 3, 12)
    for (const asked of [{}, { region: ['East'] }, { channel: ['online'] }, { store: ['S3'] }]) {
      const [filtered] = await shop.ask(acquisition, asked)
      expect((await ids({ who: 'acquired', ...asked })).length).toBe(filtered!.new_customers)
    }
    expect(await ids({ who: 'acquired' })).toEqual(['cy', 'di', 'zoe'])
    // ann first bought on 10 January 2024, more than a year before: 20 − 8, 40 − 16 within twelve months
    expect(row).toMatchObject({ matured_customers: 1, clv_low: null })
    expect(row!.clv).toBeCloseTo(12 + 24, 12)
  })
})

describe('the customers of a campaign', () => {
  it('open by arm, by what they did and by group', async () => {
    const of = (method: string, into = '') => ids({ who: 'campaign', of: 'C1', method, into })
    expect(await of('treated')).toEqual(['ann', 'cy', 'di'])
    expect(await of('control')).toEqual(['bo', 'eve'])
    expect(await of('reached')).toEqual(['cy'])
    expect(await of('control_contacted')).toEqual(['bo'])
    expect(await of('consented')).toEqual(['ann', 'cy'])
    expect(await of('bought')).toEqual(['cy', 'di'])
    expect(await of('segment', 'general_value')).toEqual(['bo'])
    expect(await of('grade')).toEqual(['cy', 'di', 'eve'])
    expect(await of('nonsense')).toEqual([])
  })

  it('open by the orders that name it: not the one sold to nobody known, nor the one whose return outweighs it', async () => {
    expect(await ids({ who: 'campaign', of: 'C1', method: 'credited' })).toEqual(['bo', 'di'])
    expect(await ids({ who: 'campaign', of: 'C2', method: 'credited' })).toEqual([])
  })

  it('of all campaigns that CRM ROI measures are those whose window ended, as far as both arms are kept', async () => {
    const of = (method: string, asked: Asked = {}) => ids({ who: 'measured', method, ...asked })
    // C2 ended too, without a control group: ann belongs here by C1
    expect(await of('treated')).toEqual(['ann', 'cy', 'di'])
    expect(await of('control')).toEqual(['bo', 'eve'])
    expect(await of('bought')).toEqual(['cy', 'di'])
    expect(await of('treated', { to: '2025-02-27' })).toEqual([])
    expect(await of('control', { segment: ['general_value'] })).toEqual([])
    expect(await of('treated', { region: ['East'] })).toEqual(['ann', 'di'])
    expect(await of('nonsense')).toEqual([])
  })
})
