import { describe, expect, it } from 'vitest'
import { balance } from '../../../queries/roi/balance.ts'
import { campaigns } from '../../../queries/roi/campaigns.ts'
import { effects } from '../../../queries/roi/effects.ts'
import { cornerShop } from '../../fixtures/corner-shop.ts'
import type { Asked } from '../../../server/engine/question.ts'
import { useCornerShop } from '../corner-shop-chain.ts'

/*
 * C1, 1 to 28 February: margin of the treated −6 (ann, who brought tea back), 15 (cy), 12 (di); of the control 0 (bo), 0 (eve);
 * net sales −10, 27, 20 against 0, 0. In the twelve months before: 40, 0, 0 against 27, 0.
 */
const shop = useCornerShop()
const one = async (campaign_id: string, asked: Asked = {}, stores?: string[]) =>
  (await shop.ask(campaigns, asked, stores)).find((row) => row.campaign_id === campaign_id)

describe('a campaign with a control group', () => {
  it('is measured per head, as assigned, against the control', async () => {
    const row = (await one('C1'))!
    expect(row).toMatchObject({ evidence: 'experiment', treated: 3, controls: 2, is_finished: true })
    expect(row.margin_lift).toBeCloseTo(7, 12)
    expect(row.net_sales_lift).toBeCloseTo(37 / 3, 12)
    const half = 4.302652729696142 * Math.sqrt(43) // variance 129 among three, on two degrees of freedom
    expect(row.margin_high).toBeCloseTo(7 + half, 9)
    expect(row.margin_low).toBeCloseTo(7 - half, 9)
    expect(row.verdict).toBe('unclear')
  })

  it('returns incremental margin less cost, over cost', async () => {
    const row = (await one('C1'))!
    expect(row).toMatchObject({ incremental_margin: 21, cost: 11.5, net_gain: 9.5 })
    expect(row.roi).toBeCloseTo(9.5 / 11.5, 12)
    expect(row.roi_high).toBeCloseTo((row.incremental_margin_high! - 11.5) / 11.5, 9)
  })

  it('counts who responded: an order in the window, not what was brought back', async () => {
    const row = (await one('C1'))!
    expect(row).toMatchObject({ buyers: 2, control_buyers: 0, control_response_rate: 0 })
    expect(row.response_lift).toBeCloseTo(2 / 3, 12)
  })

  it('knows whom it reached and who had agreed to its channel', async () => {
    expect(await one('C1')).toMatchObject({ reached: null, consented: 2 })
  })

  it('warns of few conversions and of arms that differed before', async () => {
    const row = (await one('C1'))!
    expect(row.warnings).toBe('unbalanced,few_conversions')
    // orders before: 1, 0, 0 against 2, 0: (1/3 − 1) / √((1/3 + 2) / 2)
    expect(row.imbalance).toBeCloseTo(2 / 3 / Math.sqrt((1 / 3 + 2) / 2), 12)
  })

  it('is measured where the customers are at home, and by their grade when it started', async () => {
    expect(await one('C1', { region: ['East'] })).toMatchObject({ treated: 2, controls: 1, margin_lift: 3 })
    expect(await one('C1', { grade: ['gold'] })).toMatchObject({ treated: 1, controls: 0, evidence: 'none' })
  })

  it('is measured by value group when it started, against the mean of its customers who had bought', async () => {
    // ann: 29 days, 1 order, 40; bo: 12 days, 2 orders, 27; means 20.5, 1.5, 33.5
    expect(await one('C1', { segment: ['important_win_back'] })).toMatchObject({ treated: 1, controls: 0 })
    expect(await one('C1', { segment: ['general_value'] })).toMatchObject({ treated: 0, controls: 1 })
  })

  it('is told by value group to who sees some stores by what was bought there alone', async () => {
    // in S1 nobody of the campaign bought before but ann, in S2 nobody but bo: each is as good as the mean there
    const seen = (segment: string, store: string) => one('C1', { segment: [segment] }, [store])
    expect(await seen('important_value', 'S1')).toMatchObject({ treated: 1, controls: 0 })
    expect(await seen('important_win_back', 'S1')).toMatchObject({ treated: 0, controls: 0 })
    expect(await seen('important_value', 'S2')).toMatchObject({ treated: 0, controls: 1 })
    expect(await seen('general_value', 'S2')).toMatchObject({ treated: 0, controls: 0 })
  })

  it('counts for who sees some stores only what was bought there', async () => {
    expect(await one('C1', {}, ['S1', 'S2'])).toMatchObject({ treated: 2, controls: 1, margin_lift: 3 })
  })
})

describe('a campaign whose arms differed before', () => {
  // Everybody buys as before, thirty treated for 10 on average and thirty of the control for 9.
  const before = { treatment: 8, control: 7 }
  const people = Object.entries(before).flatMap(([arm, least]) =>
    Array.from({ length: 30 }, (_, nth) => ({ arm, customer_id: `${arm}${nth}`, amount: least + (nth % 5) })),
  )
  const batch = { batch_id: 'b1', batch_seq: 1 }
  const buys = (day: string, more = 0) =>
    people.map(({ arm, customer_id, amount }) => ({
      ...{ order_id: `${customer_id}-${day}`, line_no: 1, customer_id, store_id: 'S1', channel: 'store' },
      ...{
        ordered_at: `${day} 04:00:00`,
        quantity: 1,
        net_amount: amount + (arm === 'treatment' ? more : 0),
      },
      ...{ cost_amount: 0, kind: 'sale', ...batch },
    }))
  const campaign = {
    ...{ campaign_id: 'C9', name: 'Habit', starts_on: '2025-02-01', ends_on: '2025-02-10', window_days: 10 },
    ...batch,
  }
  const contacts = people.map(({ customer_id, arm }) => ({ campaign_id: 'C9', customer_id, arm, ...batch }))
  const chainOf = (more?: number) =>
    useCornerShop({
      purchases: [...cornerShop.purchases!, ...buys('2024-12-01'), ...buys('2025-02-05', more)],
      campaigns: [campaign],
      campaign_contacts: contacts,
    })
  const [habit, lifted] = [chainOf(0), chainOf(5)]

  it('has a verdict only when the reading that takes the difference out says so too', async () => {
    const row = (await habit.ask(campaigns))[0]!
    expect(row.margin_low).toBeGreaterThan(0)
    expect(row.modelled_margin_lift).toBeCloseTo(0, 9)
    expect(row).toMatchObject({ verdict: 'unclear' })
    expect(row.warnings).toContain('unbalanced')
    expect((await lifted.ask(campaigns))[0]).toMatchObject({ verdict: 'gain' })
  })
})

describe('a campaign without a control group', () => {
  it('is not measured where nobody outside is like the treated', async () => {
    expect(await one('C2')).toMatchObject({
      ...{ evidence: 'none', margin_lift: null, incremental_margin: null, modelled_method: null },
      ...{ verdict: null, warnings: 'no_control,few_conversions', roi: null, cost: 9 },
    })
  })
})

describe('what a campaign is credited with', () => {
  const credited = useCornerShop({
    purchases: cornerShop.purchases!.map((line) =>
      line.order_id === 'O9' || line.order_id === 'O8' ? { ...line, campaign_id: 'C1' } : line,
    ),
  })

  it('is what orders that name it hold, cancelled ones left out, and never called incremental', async () => {
    const row = (await credited.ask(campaigns)).find(({ campaign_id }) => campaign_id === 'C1')
    expect(row).toMatchObject({
      ...{ attributed_orders: 1, attributed_net_sales: 20, attributed_margin: 12 },
      ...{ incremental_margin: 21, attribution_is_wrong: false },
    })
  })

  it('is not known where no purchase names any campaign', async () => {
    const nothing = { attributed_orders: null, attributed_net_sales: null, attributed_margin: null }
    expect(await one('C1')).toMatchObject({ ...nothing, attribution_is_wrong: null })
  })
})

describe('who was contacted', () => {
  const contacts = cornerShop.campaign_contacts!.map((row) =>
    row.campaign_id === 'C1' && row.customer_id !== 'eve'
      ? { ...row, contacted_at: '2025-02-03 02:00:00' }
      : row,
  )
  const more = ['X1', 'X2', 'X3'].map((campaign_id) => ({
    ...{ campaign_id, name: campaign_id, starts_on: '2025-02-01', ends_on: '2025-02-02', window_days: 80 },
    ...{ batch_id: 'b1', batch_seq: 1 },
  }))
  const crowded = useCornerShop({
    campaigns: [...cornerShop.campaigns!, ...more],
    campaign_contacts: [
      ...contacts,
      ...more.map(({ campaign_id }) => ({
        ...{ campaign_id, customer_id: 'cy', arm: 'treatment', contacted_at: '2025-02-02 02:00:00' },
        ...{ batch_id: 'b1', batch_seq: 1 },
      })),
    ],
  })

  it('is warned of when it was the control, or anybody four times within thirty days', async () => {
    const rows = await crowded.ask(campaigns)
    const row = rows.find(({ campaign_id }) => campaign_id === 'C1')
    expect(row).toMatchObject({ reached: 3, control_contacted: 1, crowded: 1 })
    expect(row!.warnings).toBe('control_contacted,unbalanced,few_conversions,crowded')
  })

  it('is not asked whether they had agreed where nobody can agree to the channel', async () => {
    const open = (await crowded.ask(campaigns)).find(({ campaign_id }) => campaign_id === 'X1')
    expect(open).toMatchObject({ treated: 1, reached: 1, consented: null })
  })

  it('does not hide that a window is still open', async () => {
    const open = (await crowded.ask(campaigns)).find(({ campaign_id }) => campaign_id === 'X1')
    expect(open).toMatchObject({ is_finished: false, verdict: null })
    expect(open!.warnings).toContain('window_open')
  })
})

describe('the effect of one campaign', () => {
  it('is shown by Welch and adjusted for what was spent before, side by side', async () => {
    const rows = await shop.ask(effects, { campaign: 'C1' })
    expect(rows.map(({ outcome, method }) => [outcome, method])).toEqual([
      ['response', 'proportions'],
      ['net_sales', 'welch'],
      ['net_sales', 'cuped'],
      ['margin', 'welch'],
      ['margin', 'cuped'],
    ])
    // Sxx = 2329 − 67²/5, Sxy = −400 − 67 · 37/5; the treated had spent 40/3 before, the control 27/2
    const theta = (-400 - (67 * 37) / 5) / (2329 - 67 ** 2 / 5)
    expect(rows[2]!.theta).toBeCloseTo(theta, 12)
    expect(rows[2]!.difference).toBeCloseTo(37 / 3 - theta * (40 / 3 - 27 / 2), 12)
    expect(rows[3]).toMatchObject({ treated: 3, compared: 2, df: 2 })
    expect(rows[3]!.total).toBeCloseTo(21, 12)
  })

  it('is nothing for a campaign that does not exist', async () => {
    expect(await shop.ask(effects, { campaign: 'C9' })).toEqual([])
  })
})

describe('the balance of the arms', () => {
  it('compares what was known before', async () => {
    const rows = await shop.ask(balance, { campaign: 'C1' })
    expect(
      rows.map(({ covariate, treated_mean, control_mean }) => [covariate, treated_mean, control_mean]),
    ).toEqual([
      ['before_net_sales', 40 / 3, 13.5],
      ['before_orders', 1 / 3, 1],
      ['before_buyers', 1 / 3, 0.5],
    ])
    expect(rows.map(({ is_unbalanced }) => is_unbalanced)).toEqual([false, true, true])
  })
})
