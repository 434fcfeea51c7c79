import { describe, expect, it } from 'vitest'
import { atRisk } from '../../../queries/churn/at_risk.ts'
import { lapseDefinitions } from '../../../queries/churn/lapse_definitions.ts'
import { reasons } from '../../../queries/churn/reasons.ts'
import { winBack } from '../../../queries/churn/win_back.ts'
import { addDays } from '../../../queries/day.ts'
import type { Asked } from '../../../server/engine/question.ts'
import { cornerShop } from '../../fixtures/corner-shop.ts'
import { openChain } from '../chain.ts'
import { useCornerShop } from '../corner-shop-chain.ts'

const shop = useCornerShop()
const wholeYear = { from: '2025-01-01', to: '2025-12-31' }

/** Purchases of 2025: ten customers on the first and 21st day, ten every twenty days, five on the first day, one ten days before the end. */
function shortLives() {
  const bought = (customer_id: string, days: readonly number[]) =>
    days.map((day) => ({
      ...{
        customer_id,
        order_id: `${customer_id} ${day}`,
        line_no: 1,
        store_id: 'S1',
        channel: 'store',
        product_id: 'P1',
      },
      ...{ ordered_at: `${addDays('2025-01-01', day)} 04:00:00`, quantity: 1, net_amount: 10, kind: 'sale' },
    }))
  const ten = Array.from({ length: 10 }, (_, nth) => nth)
  const regular = Array.from({ length: 19 }, (_, nth) => (nth === 18 ? 364 : 20 * nth))
  return [
    ...ten.flatMap((nth) => [...bought(`twice ${nth}`, [0, 20]), ...bought(`often ${nth}`, regular)]),
    ...ten.slice(5).flatMap((nth) => bought(`once ${nth}`, [0])),
    ...bought('fresh', [354]),
  ]
}

describe('the definitions of a lapse', () => {
  const lapsed = async (asked: Asked = {}, stores?: string[]) =>
    (await shop.ask(lapseDefinitions, asked, stores)).map((row) => [
      row.method,
      row.customers,
      row.lapsed_customers,
      row.lapsed_here_only,
      row.lapsed_fixed_only,
    ])

  it('do not count exactly inactive_days of silence', async () => {
    // On 31 March: ann silent for 87 days, cy 49, di 39, zoe 30, bo 0.
    expect(await lapsed({ inactive_days: 39 })).toEqual([
      ['fixed', 5, 2, 0, 0],
      ['rhythm', 5, 2, 0, 0],
    ])
    expect(await lapsed({ inactive_days: 38 })).toMatchObject([['fixed', 5, 3, 0, 0], {}])
  })

  it('measure silence by the customer’s own rhythm from three purchase days on', async () => {
    // bo buys on 5 October, 20 January and 31 March: gaps of 107 and 70 days, the median 88.5.
    expect(await lapsed({ inactive_days: 87, min_days: 1, multiple: 1 })).toEqual([
      ['fixed', 5, 0, 0, 0],
      ['rhythm', 5, 0, 0, 0],
    ])
    const bo = (await shop.ask(atRisk, { least_chance: 0 })).find(({ customer_id }) => customer_id === 'bo')
    expect(bo).toMatchObject({ median_gap_days: 88.5, occasions: 3 })
  })

  it('look only at customers who bought within the window, and sum what the lapsed brought', async () => {
    expect(await lapsed({ inactive_days: 38, window_days: 40 })).toMatchObject([['fixed', 3, 1, 0, 0], {}])
    const [fixed] = await shop.ask(lapseDefinitions, { inactive_days: 60 })
    // ann bought for 40 at a cost of 16, brought tea back for 10 that had cost 4, and exchanged jam for tea: −2, cost −2.
    expect(fixed!.lapsed_customers).toBe(1)
    expect(fixed!.lapsed_value).toBeCloseTo(40 - 16 - (10 - 4) + (-2 + 2), 10)
  })

  it('filter by the last purchase', async () => {
    expect(await lapsed({ inactive_days: 38, store: ['S2'] })).toMatchObject([['fixed', 1, 1, 0, 0], {}])
  })
})

describe('customers at risk', () => {
  it('are those not lapsed, by what is lost with them', async () => {
    const rows = await shop.ask(atRisk, { inactive_days: 60, least_chance: 0 })
    expect(rows.map(({ customer_id, silence_days }) => [customer_id, silence_days])).toEqual(
      expect.arrayContaining([
        ['bo', 0],
        ['cy', 49],
        ['di', 39],
        ['zoe', 30],
      ]),
    )
    const di = rows.find(({ customer_id }) => customer_id === 'di')!
    expect(di).toMatchObject({ lapse_chance: 1, chance_basis: 'empirical', value_basis: 'margin' })
    // di bought four loaves for 20 at a cost of 8.
    expect(di.expected_value).toBeCloseTo(12, 10)
    expect(di.expected_loss).toBeCloseTo(12, 10)
    expect(di.total_customers).toBe(4)
    const loss = rows.reduce((all, row) => all + row.expected_loss!, 0)
    expect(di.total_expected_loss).toBeCloseTo(loss, 10)
    expect(rows.map(({ expected_loss }) => expected_loss)).toEqual(
      rows.map(({ expected_loss }) => expected_loss!).toSorted((a, b) => b - a),
    )
  })

  it('take the chance from how such silences ended before', async () => {
    // First purchases: ann’s lasted 359 days, bo’s 107, cy’s 9; di’s is silent for 39 days and zoe’s for 30.
    // S(9) = 4/5, S(60) = 4/5: of those silent for less than 9 days four in five lapse, later all.
    const rows = await shop.ask(atRisk, { inactive_days: 60, least_chance: 0, segment: [] })
    expect(rows.find(({ customer_id }) => customer_id === 'zoe')!.lapse_chance).toBeCloseTo(1, 12)
    // Third and later purchases: only bo’s last, made today, of which nothing is known.
    expect(rows.find(({ customer_id }) => customer_id === 'bo')!.lapse_chance).toBeCloseTo(1, 12)
  })

  it('cannot lapse within 90 days when more than that is missing', async () => {
    const rows = await shop.ask(atRisk, { inactive_days: 120, least_chance: 0 })
    const chances = Object.fromEntries(rows.map((row) => [row.customer_id, row.lapse_chance]))
    expect(chances).toMatchObject({ bo: 0, zoe: 0 })
    expect(chances['di']).toBeGreaterThan(0)
  })

  it('also count who buys again and then lapses, where 90 days leave time for that', async () => {
    // Ten customers bought on 1 and 21 January, ten every twenty days, five once; all within sight for 90 days. Of those silent
    // for ten days five do not come back within 30, and ten more lapse on 21 February: 15 of 25 instead of 5 of 25.
    const chain = await openChain({ purchases: shortLives() })
    const rows = await chain.ask(atRisk, { ...wholeYear, inactive_days: 30, least_chance: 0 })
    const fresh = rows.find(({ customer_id }) => customer_id === 'fresh')
    expect(fresh).toMatchObject({ silence_days: 10, occasions: 1, chance_basis: 'empirical' })
    expect(fresh!.lapse_chance).toBeCloseTo(15 / 25, 12)
    await chain.close()
  })

  it('come in pages that belong together', async () => {
    const asked = { inactive_days: 60, least_chance: 0 }
    const all = await shop.ask(atRisk, asked)
    expect(await shop.ask(atRisk, { ...asked, limit: 2, offset: 1 })).toEqual(all.slice(1, 3))
  })
})

describe('what preceded a lapse', () => {
  it('compares those who lapsed with those who stayed', async () => {
    // Before March: ann, cy, bo (20 January, 40 days) and di stand; with 50 days ann lapses on 23 February.
    const rows = await shop.ask(reasons, { from: '2025-03-01', to: '2025-03-31', inactive_days: 45 })
    const found = Object.fromEntries(
      rows.map((row) => [
        row.detail ? `${row.factor} ${row.detail}` : row.factor,
        [row.exposed_lapsed, row.compared_lapsed, row.exposed_stayed, row.compared_stayed],
      ]),
    )
    // Lapsed in March: cy on 28 March, bo on 7 March. di stays.
    expect(found).toMatchObject({
      complaint: [1, 2, 0, 1],
      'complaint_about quality': [1, 2, 0, 1],
      low_nps: [1, 1, 0, 0],
      bought_once: [0, 2, 1, 1],
      'join_channel online': [1, 2, 0, 1],
    })
    expect(rows.every(({ verdict }) => verdict === 'few')).toBe(true)
  })

  it('says nothing when nobody stood at the start', async () => {
    expect(await shop.ask(reasons, { from: '2023-01-01', to: '2023-12-31' })).toEqual([])
  })
})

describe('winning back', () => {
  it('compares lapsed customers of both arms', async () => {
    // On 1 February ann was silent for 29 days and bo for 12; eve never bought; cy’s and di’s first purchases came later.
    const rows = await shop.ask(winBack, { inactive_days: 20 })
    expect(rows).toMatchObject([
      {
        campaign_id: 'C1',
        treated: 1,
        treated_returned: 0,
        controls: 0,
        verdict: 'no_control',
        difference: null,
      },
    ])
    const both = await shop.ask(winBack, { inactive_days: 10 })
    expect(both).toMatchObject([
      {
        campaign_id: 'C1',
        treated: 1,
        treated_returned: 0,
        controls: 1,
        controls_returned: 0,
        difference: 0,
        brought_back: 0,
        is_open: false,
        verdict: 'unclear',
      },
    ])
  })

  it('says per head what they brought in margin, and in net sales where no cost is known', async () => {
    const asked = { ...wholeYear, inactive_days: 10 }
    const costless = await openChain({
      ...cornerShop,
      products: cornerShop.products!.map((product) => ({ ...product, unit_cost: null })),
      purchases: cornerShop.purchases!.map((line) => ({ ...line, cost_amount: null })),
    })
    expect((await shop.ask(winBack, asked)).map(({ is_margin }) => is_margin)).toContain(true)
    expect((await costless.ask(winBack, asked)).map(({ is_margin }) => is_margin)).not.toContain(true)
    await costless.close()
  })
})
