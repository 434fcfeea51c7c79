import { describe, expect, it } from 'vitest'
import { roi } from '../../../queries/kpi/roi.ts'
import { cornerShop } from '../../fixtures/corner-shop.ts'
import type { Asked } from '../../../server/engine/question.ts'
import { useCornerShop } from '../corner-shop-chain.ts'

const shop = useCornerShop()
const total = async (asked: Asked = {}, stores?: string[]) =>
  (await shop.ask(roi, { grain: 'total', ...asked }, stores))[0]

describe('CRM ROI', () => {
  it('is incremental margin and saved service cost less every cost, over cost', async () => {
    // licence 6, C1 11.5 and C2, which has no control group, 9
    const row = await total()
    expect(row).toMatchObject({
      ...{ campaigns: 1, incremental_margin: 21, service_saved: 2, cost: 26.5 },
      ...{ net_gain: -3.5, unmeasured_campaigns: 1, unmeasured_cost: 9 },
    })
    expect(row!.roi).toBeCloseTo(-3.5 / 26.5, 12)
  })

  it('is told beside it without the campaigns of which nobody knows what they brought', async () => {
    const row = await total()
    expect(row!.measured_roi).toBeCloseTo(5.5 / 17.5, 12)
    const wider = (row!.roi_high! - row!.roi_low!) * (26.5 / 17.5)
    expect(row!.measured_roi_high! - row!.measured_roi_low!).toBeCloseTo(wider, 12)
  })

  it('carries the Welch interval of the campaigns through', async () => {
    const row = await total()
    const half = ((row!.roi_high! - row!.roi_low!) / 2) * 26.5
    // the gain has variance 387 on 2 degrees of freedom, where Student’s 97.5 % quantile is 4.3027
    expect(half / Math.sqrt(387)).toBeCloseTo(4.302652729696142, 9)
    expect((row!.roi_high! + row!.roi_low!) / 2).toBeCloseTo(row!.roi!, 12)
  })

  it('books a campaign where its window ends, and a cost without a campaign on the first of its month', async () => {
    const months = await shop.ask(roi, { grain: 'month' })
    expect(
      months.map((month) => [month.bucket, month.campaigns, month.incremental_margin, month.cost]),
    ).toEqual([
      ['2025-01-01', 0, 0, 15],
      ['2025-02-01', 1, 21, 11.5],
      ['2025-03-01', 0, 0, null],
    ])
    expect(await total({ to: '2025-02-27', from: '2025-02-02' })).toBeUndefined()
  })

  it('counts the costs of a time in which no campaign ended, so that months add up, but knows no return on them', async () => {
    expect(await total({ to: '2025-01-13' })).toMatchObject({ campaigns: 0, net_gain: -6, roi: null })
  })

  it('counts what a campaign without a control group cost where its window ends; its gain stays unknown', async () => {
    expect(await total({ from: '2025-01-02', to: '2025-01-31' })).toMatchObject({
      ...{ campaigns: 0, unmeasured_campaigns: 1, incremental_margin: 0 },
      ...{ cost: 9, unmeasured_cost: 9, roi: null, measured_roi: null },
    })
    expect(await total({ from: '2025-01-02', to: '2025-01-13' })).toBeUndefined()
  })

  it('chooses customers by home store, grade and segment, and shares the costs among them', async () => {
    const east = await total({ region: ['East'] })
    expect(east).toMatchObject({ campaigns: 1, incremental_margin: 6, unmeasured_cost: 9 })
    expect(east!.cost).toBeCloseTo((11.5 * 2) / 3 + 9 + (6 * 3) / 6, 12)
  })

  it('cannot measure a campaign of which filters keep one arm only: ann alone was gold when C1 began', async () => {
    const gold = await total({ grade: ['gold'] })
    expect(gold).toMatchObject({ campaigns: 0, unmeasured_campaigns: 1, roi: null })
    expect(gold!.unmeasured_cost).toBeCloseTo(11.5 / 3, 12)
  })

  it('sees only what was bought in the stores in scope', async () => {
    expect(await total({}, ['S1', 'S2'])).toMatchObject({ campaigns: 1, incremental_margin: 6 })
  })
})

describe('a campaign of which many were treated and nobody kept apart', () => {
  const crowd = useCornerShop({
    campaign_contacts: [
      ...cornerShop.campaign_contacts!,
      ...['bo', 'cy', 'di'].map((customer_id) => ({
        ...{ campaign_id: 'C2', customer_id, arm: 'treatment', cost_amount: 1, batch_id: 'b1', batch_seq: 1 },
      })),
    ],
  })

  it('takes nothing from what is known of the others: their gain keeps its interval', async () => {
    const [row] = await crowd.ask(roi, { grain: 'total' })
    expect(row).toMatchObject({ campaigns: 1, incremental_margin: 21, unmeasured_cost: 12 })
    expect((row!.margin_high! - 21) / Math.sqrt(387)).toBeCloseTo(4.302652729696142, 9)
    expect(row!.roi_low).toBeCloseTo((row!.margin_low! + 2 - 29.5) / 29.5, 9)
  })
})

describe('costs of a campaign that is in no list of campaigns', () => {
  const unlisted = useCornerShop({
    costs: cornerShop.costs!.map((entry) =>
      entry.cost_id === 'L2' ? { ...entry, campaign_id: 'C9' } : entry,
    ),
  })

  it('are booked like those of none', async () => {
    expect(await unlisted.ask(roi, { grain: 'total' })).toMatchObject([{ cost: 26.5, unmeasured_cost: 9 }])
  })
})

describe('service cost saved', () => {
  const yearBefore = [1, 2, 3, 4].map((nth) => ({
    ...{ contact_id: `Y${nth}`, customer_id: 'ann', store_id: 'S1', kind: 'enquiry', cost_amount: 5 },
    ...{ at: '2024-01-10 04:00:00', batch_id: 'b1', batch_seq: 1 },
  }))
  const changed = useCornerShop({
    service_contacts: [...cornerShop.service_contacts!, ...yearBefore],
    costs: cornerShop.costs!.filter(({ kind }) => kind !== 'service'),
  })

  it('is what enquiries would have cost at the rate of the year before, when the ledger says nothing', async () => {
    const [quarter] = await changed.ask(roi)
    expect(quarter!.service_saved).toBe((4 * 9 - 3) * 5)
    // Poisson: 4 enquiries a year before on one order, scaled to 9 orders, and the 3 of now, at 5 each
    const half = 1.959963984540054 * 5 * Math.sqrt(4 * 81 + 3)
    expect(quarter!.saved_high! - quarter!.service_saved!).toBeCloseTo(half, 9)
  })
})

describe('a margin that is not known', () => {
  const withoutCosts = useCornerShop({
    products: cornerShop.products!.map((product) => ({ ...product, unit_cost: null })),
    purchases: cornerShop.purchases!.map((line) => ({ ...line, cost_amount: null })),
  })

  it('leaves the gain unknown, never zero', async () => {
    const [quarter] = await withoutCosts.ask(roi)
    expect(quarter).toMatchObject({
      campaigns: 1,
      incremental_margin: null,
      net_gain: null,
      roi: null,
      roi_low: null,
    })
  })
})
