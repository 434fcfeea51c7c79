import { describe, expect, it } from 'vitest'
import { roi } from '../../../queries/kpi/roi.ts'
import { acquisition } from '../../../queries/roi/acquisition.ts'
import { ledger } from '../../../queries/roi/ledger.ts'
import { payback } from '../../../queries/roi/payback.ts'
import { cornerShop } from '../../fixtures/corner-shop.ts'
import { useCornerShop } from '../corner-shop-chain.ts'

const shop = useCornerShop()

describe('the cost ledger', () => {
  it('holds every entry and what contacts cost, and says what was never measured', async () => {
    const rows = await shop.ask(ledger)
    expect(
      rows.map((row) => [row.month, row.kind, row.campaign_id, row.cost, row.saved, row.is_measured]),
    ).toEqual([
      ['2025-01-01', 'contact', 'C2', 9, 0, false],
      ['2025-01-01', 'licence', null, 6, 0, true],
      ['2025-02-01', 'contact', 'C1', 1.5, 0, true],
      ['2025-02-01', 'media', 'C1', 10, 0, true],
      ['2025-03-01', 'service', null, 0, 2, true],
    ])
    expect(rows.at(-1)!.note).toBe('self-service saved two calls')
  })

  it('shares costs among the customers that filters keep', async () => {
    const rows = await shop.ask(ledger, { region: ['East'] })
    const cost = (kind: string, month: string) =>
      rows.find((row) => row.kind === kind && row.month === month)!.cost
    expect(cost('media', '2025-02-01')).toBeCloseTo((10 * 2) / 3, 12)
    expect(cost('licence', '2025-01-01')).toBeCloseTo((6 * 3) / 6, 12)
  })
})

describe('payback', () => {
  it('is the first month in which what came back has paid for what was spent', async () => {
    const rows = await shop.ask(payback)
    expect(rows.map((row) => [row.bucket, row.net_gain, row.cumulative_net, row.is_payback])).toEqual([
      // licence 6 and C2, which nobody can measure, 9; C1 brought 21 and cost 11.5
      ['2025-01-01', -15, -15, false],
      ['2025-02-01', 9.5, -5.5, false],
      ['2025-03-01', 2, -3.5, false],
    ])
  })

  it('has come when the running sum is at least zero', async () => {
    const rows = await shop.ask(payback, { from: '2025-02-01' })
    expect(rows.map((row) => [row.bucket, row.cumulative_net, row.is_payback])).toEqual([
      ['2025-02-01', 9.5, true],
      ['2025-03-01', 11.5, false],
    ])
  })

  it('carries the interval along: what is added without chance leaves it as wide', async () => {
    const rows = await shop.ask(payback)
    const half = 4.302652729696142 * Math.sqrt(387)
    expect(rows[0]).toMatchObject({ cumulative_low: -15, cumulative_high: -15 })
    for (const row of rows.slice(1)) expect(row.cumulative_high! - row.cumulative_net!).toBeCloseTo(half, 8)
  })
})

describe('without a cost ledger', () => {
  const contacts = useCornerShop({ costs: [] })
  const half_known = useCornerShop({
    costs: [],
    campaign_contacts: cornerShop.campaign_contacts!.map((row) =>
      row.campaign_id === 'C1' ? { ...row, cost_amount: null } : row,
    ),
  })

  it('what contacts cost is the cost: 1.5 of the campaign that brought 21, 9 of the one nobody can measure', async () => {
    const [row] = await contacts.ask(roi, { grain: 'total' })
    expect(row).toMatchObject({ campaigns: 1, incremental_margin: 21, cost: 10.5, unmeasured_cost: 9 })
    expect(row).toMatchObject({ service_saved: null, net_gain: 10.5, roi: 1, measured_roi: 13 })
    expect((await contacts.ask(ledger)).map(({ kind, cost }) => [kind, cost])).toEqual([
      ['contact', 9],
      ['contact', 1.5],
    ])
  })

  it('a campaign whose contacts cost nobody knows what leaves its return unknown instead of making it free', async () => {
    const [all] = await half_known.ask(roi, { grain: 'total' })
    expect(all).toMatchObject({ campaigns: 1, incremental_margin: 21, cost: null, net_gain: null, roi: null })
    const months = await half_known.ask(roi, { grain: 'month' })
    expect(months.map(({ bucket, cost }) => [bucket, cost])).toEqual([
      ['2025-01-01', 9],
      ['2025-02-01', null],
    ])
    expect((await half_known.ask(payback)).map(({ cumulative_net }) => cumulative_net)).toEqual([-9, null])
  })

  it('it is paid back like any other; what it took to win customers nobody knows without media and incentives', async () => {
    const rows = await contacts.ask(payback)
    expect(rows.map((row) => [row.bucket, row.cumulative_net, row.is_payback])).toEqual([
      ['2025-01-01', -9, false],
      ['2025-02-01', 10.5, true],
    ])
    const [won] = await contacts.ask(acquisition)
    expect(won).toMatchObject({ acquisition_cost: null, cac: null, clv_to_cac: null })
  })
})
