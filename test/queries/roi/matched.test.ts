import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { list } from '../../../queries/customers/list.ts'
import { campaigns } from '../../../queries/roi/campaigns.ts'
import { effects } from '../../../queries/roi/effects.ts'
import { randomChain } from '../../fixtures/random-chain.ts'
import { openChain } from '../chain.ts'
import type { Chain } from '../chain.ts'
import { useCornerShop } from '../corner-shop-chain.ts'

const batch = { batch_id: 'b1', batch_seq: 1 }
const march = { from: '2025-03-01', to: '2025-03-31' }

/*
 * M starts on 1 March and has no control group. Before, the treated spent 10, 10 and 40: 20 on average, so spend bands end at 5, 10,
 * 20 and 40.
 */
const people = {
  a1: ['S1', '2025-02-10', 10], // 19 days, 1 order, 10: is treated, as is the next
  a2: ['S2', '2025-02-11', 10],
  like1: ['S1', '2025-01-30', 19.9], // 30 days
  like2: ['S2', '2025-02-28', 10],
  like3: ['S2', '2025-02-28', 15],
  earlier: ['S1', '2025-01-29', 10], // 31 days
  less: ['S1', '2025-02-10', 9.9],
  more: ['S1', '2025-02-10', 20],
  b1: ['S1', '2024-06-10', 40], // is treated, and only one is like them
  lone: ['S1', '2024-06-11', 41],
  old: ['S1', '2024-02-20', 10], // more than twelve months before
  late: ['S1', '2025-03-01', 10], // not before it started
} as const
const purchases = Object.entries(people).map(([customer_id, [store_id, day, net_amount]]) => ({
  ...{ order_id: customer_id, line_no: 1, customer_id, store_id, channel: 'store' },
  ...{ ordered_at: `${day} 04:00:00`, quantity: 1, kind: 'sale', net_amount, ...batch },
}))
const again = { ...purchases.find(({ order_id }) => order_id === 'like3')!, order_id: 'again', net_amount: 1 }
const shop = useCornerShop({
  purchases: [...purchases, again],
  customers: Object.entries(people).map(([customer_id, [home_store_id]]) => ({
    ...{ customer_id, home_store_id, ...batch },
  })),
  ...{ surveys: [], survey_items: [], complaints: [], complaint_events: [], service_contacts: [] },
  ...{ points: [], consents: [], grades: [] },
  campaigns: [
    {
      ...{ campaign_id: 'M', name: 'March', starts_on: '2025-03-01', ends_on: '2025-03-10', window_days: 20 },
      ...batch,
    },
  ],
  campaign_contacts: ['a1', 'a2', 'b1'].map((customer_id) => ({
    ...{ campaign_id: 'M', customer_id, arm: 'treatment', ...batch },
  })),
})
const matched = { who: 'campaign_matched', sort: 'customer_id', descending: 'false' }
const found = async (asked: object = {}, stores?: string[]) =>
  (await shop.ask(list, { ...march, ...matched, of: 'M', ...asked }, stores)).map((row) => row.customer_id)

describe('whom a campaign without a control group is compared with', () => {
  it('are those outside it who had bought as recently, as often and for as much, when two or more had', async () => {
    expect(await found()).toEqual(['like1', 'like2'])
  })

  it('are told where the customers are at home, where fewer are alike', async () => {
    expect(await found({ store: ['S2'] })).toEqual([])
    expect(await found({ store: ['S1', 'S2'] })).toEqual(['like1', 'like2'])
  })

  it('is not told by grade or segment, nor to who sees some stores only', async () => {
    expect(await found({ grade: ['!gold'] })).toEqual([])
    expect(await found({ segment: ['!important_value'] })).toEqual([])
    expect(await found({}, ['S1', 'S2'])).toEqual([])
  })

  it('is nobody where there is no such campaign', async () => {
    expect(await found({ of: 'C1' })).toEqual([])
  })
})

describe('on a random chain', () => {
  const years = { from: '2023-01-01', to: '2026-12-31' }
  let chain: Chain
  beforeAll(async () => {
    const rows = randomChain(20250301)
    const contacts = rows.campaign_contacts!
    chain = await openChain({
      ...rows,
      // M3 has no control group; of two others it is taken away.
      campaign_contacts: contacts.filter(
        ({ campaign_id, arm }) => campaign_id === 'M0' || arm === 'treatment',
      ),
    })
  })
  afterAll(() => chain.close())

  it.each([{}, { store: ['!S1'] }])(
    'the list holds as many as each campaign without a control group is compared with, for %j',
    async (filters) => {
      const asked = { ...years, ...filters }
      const rows = await chain.ask(campaigns, asked)
      const alone = rows.filter(({ evidence }) => evidence === 'observational')
      expect(alone).toHaveLength(3)
      for (const { campaign_id: of } of alone) {
        const [said] = await chain.ask(effects, { ...asked, campaign: of! })
        const [listed] = await chain.ask(list, { ...asked, ...matched, of: of!, limit: 1 })
        expect(said!.compared).toBeGreaterThan(2)
        expect(listed?.total_customers).toBe(said!.compared)
      }
    },
  )

  it('nobody is listed for a campaign with a control group', async () => {
    expect(await chain.ask(list, { ...years, ...matched, of: 'M0' })).toEqual([])
  })
})
