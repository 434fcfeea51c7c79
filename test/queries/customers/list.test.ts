import { describe, expect, it } from 'vitest'
import { list } from '../../../queries/customers/list.ts'
import { churn } from '../../../queries/kpi/churn.ts'
import { customers } from '../../../queries/kpi/customers.ts'
import { repeatRate } from '../../../queries/kpi/repeat_rate.ts'
import { cornerShop } from '../../fixtures/corner-shop.ts'
import type { Asked } from '../../../server/engine/question.ts'
import { useCornerShop } from '../corner-shop-chain.ts'

const shop = useCornerShop()
const ids = async (asked: Asked, stores?: string[]) =>
  (await shop.ask(list, { sort: 'customer_id', descending: 'false', ...asked }, stores)).map(
    (row) => row.customer_id,
  )

describe('the customer list', () => {
  it('describes a customer without naming the person', async () => {
    const [ann] = await shop.ask(list, { sort: 'customer_id', descending: 'false', limit: 1 })
    expect(ann).toEqual({
      customer_id: 'ann',
      grade: 'gold',
      segment: 'important_win_back',
      home_store: 'Harbour',
      city: 'Ningbo',
      customer_type: 'person',
      joined_on: '2024-01-10',
      first_purchase_on: '2024-01-10',
      last_purchase_on: '2025-01-03',
      orders_12m: 1,
      net_sales_12m: 28,
      lifetime_net_sales: 48,
      complaints: 1,
      last_nps: 10,
      enquiries_12m: 1,
      visits_12m: 0,
      care_contacts_12m: 1,
      last_contact_on: '2025-02-07',
      p_alive: null,
      purchases_90: null,
      purchases_365: null,
      purchases_365_low: null,
      purchases_365_high: null,
      clv: null,
      clv_low: null,
      clv_high: null,
      total_customers: 6,
    })
  })

  it.each([
    [{ who: 'all' }, ['ann', 'bo', 'cy', 'di', 'eve', 'zoe']],
    [{ who: 'active' }, ['ann', 'bo', 'cy', 'di', 'zoe']],
    [{ who: 'new' }, ['cy', 'di', 'zoe']],
    [{ who: 'returning' }, ['ann', 'bo']],
    [{ who: 'reactivated' }, ['ann', 'bo']],
    [{ who: 'reactivated', lapse_days: 300 }, ['ann']],
    [{ who: 'repeat' }, ['bo', 'cy']],
    [{ who: 'lapsed' }, ['bo']],
    [{ who: 'lapsed', from: '2025-03-01', inactive_days: 30 }, ['cy', 'di']],
    [{ who: 'promoters' }, ['ann', 'cy']],
    [{ who: 'passives' }, []],
    [{ who: 'detractors' }, ['bo']],
    [{ who: 'complainants' }, ['ann', 'bo']],
    [{ who: 'value_group', of: 'general_develop' }, ['di', 'zoe']],
    [{ who: 'value_group' }, []],
    [{ who: 'all', store: ['S2'] }, ['bo', 'di']],
    [{ who: 'all', region: ['West'] }, ['cy', 'eve', 'zoe']],
    [{ who: 'all', grade: ['silver'] }, ['bo']],
    [{ who: 'active', category: ['pantry'] }, ['bo', 'cy']],
    [{ who: 'active', segment: ['general_develop'] }, ['di', 'zoe']],
  ])('of %j is %j', async (asked, expected) => {
    expect(await ids(asked)).toEqual(expected)
  })

  it.each(['complaints', 'last_nps', 'net_sales_12m', 'customer_id', 'enquiries_12m'])(
    'has on each page sorted by %s what the whole list has there',
    async (sort) => {
      for (const descending of ['true', 'false']) {
        const whole = await ids({ sort, descending })
        const pages = await Promise.all(whole.map((_, offset) => ids({ sort, descending, limit: 1, offset })))
        expect(pages.flat()).toEqual(whole)
      }
    },
  )

  it('is sorted, unknown values last, and equal ones by customer id', async () => {
    expect(await ids({ sort: 'orders_12m', descending: 'true' })).toEqual([
      'bo',
      'cy',
      'ann',
      'di',
      'zoe',
      'eve',
    ])
    expect(await ids({ sort: 'last_nps', descending: 'false' })).toEqual([
      'bo',
      'cy',
      'ann',
      'di',
      'eve',
      'zoe',
    ])
    expect(await ids({ sort: 'customer_id', descending: 'true', limit: 2, offset: 1 })).toEqual(['eve', 'di'])
  })

  it('counts all it found on every row', async () => {
    const rows = await shop.ask(list, { who: 'active', limit: 2 })
    expect(rows.map((row) => row.total_customers)).toEqual([5, 5])
  })

  it('sums up only the stores in scope', async () => {
    const [bo, di] = await shop.ask(list, { sort: 'customer_id', descending: 'false' }, ['S2'])
    expect(bo).toMatchObject({
      customer_id: 'bo',
      orders_12m: 1,
      lifetime_net_sales: 12,
      first_purchase_on: '2025-01-20',
    })
    expect(di).toMatchObject({ customer_id: 'di', lifetime_net_sales: 20 })
  })
})

describe('the value group that people who see only some stores are told', () => {
  const line = { ...cornerShop.purchases![0], order_id: 'O78', customer_id: 'bo', store_id: 'S1' }
  const elsewhere = useCornerShop({
    purchases: [
      ...cornerShop.purchases!,
      { ...line, ordered_at: '2025-01-30 04:00:00', net_amount: 9_000 },
      { ...line, order_id: 'O79', ordered_at: '2025-01-31 04:00:00', net_amount: 9_000 },
    ],
  })
  const groups = async (chain: typeof shop, stores: string[]) =>
    (await chain.ask(list, { sort: 'customer_id', descending: 'false' }, stores)).map(
      ({ customer_id, segment }) => `${customer_id} ${segment}`,
    )

  it('is that of their stores: there bo and di came once each, di later and for 20, more than the mean of 16; bo for 12', async () => {
    expect(await groups(shop, ['S2'])).toEqual(['bo general_keep', 'di important_value'])
  })

  it('says nothing of what was bought elsewhere', async () => {
    expect(await groups(elsewhere, ['S2'])).toEqual(await groups(shop, ['S2']))
    expect(await groups(elsewhere, ['*'])).not.toEqual(await groups(shop, ['*']))
  })

  it('finds as many behind the filter as have it', async () => {
    const asked = { segment: ['important_value'] }
    expect((await elsewhere.ask(list, asked, ['S2'])).map(({ customer_id }) => customer_id)).toEqual(['di'])
  })
})

describe('a customer who only brought something back within twelve months', () => {
  const line = { ...cornerShop.purchases![0], order_id: 'O77', customer_id: 'eve', net_amount: 10 }
  const returning = useCornerShop({
    purchases: [
      ...cornerShop.purchases!,
      { ...line, ordered_at: '2024-02-01 04:00:00' },
      { ...line, line_no: 2, ordered_at: '2024-05-01 04:00:00', net_amount: -4, kind: 'return' },
    ],
  })

  it('has negative sales in them, no order and no value group', async () => {
    const rows = await returning.ask(list, { sort: 'customer_id', descending: 'false' })
    expect(rows.find(({ customer_id }) => customer_id === 'eve')).toMatchObject({
      segment: null,
      orders_12m: 0,
      net_sales_12m: -4,
      lifetime_net_sales: 6,
      last_purchase_on: '2024-02-01',
    })
  })
})

describe('the list behind a card', () => {
  const filters = [
    {},
    { region: ['East'] },
    { store: ['S3'] },
    { channel: ['online'] },
    { category: ['tea'] },
    { grade: ['silver'] },
    { segment: ['important_value'] },
    { from: '2025-02-01', category: ['bakery'], region: ['East'] },
  ]
  it.each(filters)('has as many customers as the card counts: %j', async (filter) => {
    const asked = { ...filter, grain: 'total', inactive_days: 30, lapse_days: 30 }
    const [active] = await shop.ask(customers, asked)
    const [repeat] = await shop.ask(repeatRate, asked)
    const [lapsed] = await shop.ask(churn, asked)
    const length = async (who: string) =>
      (await ids({ ...filter, inactive_days: 30, lapse_days: 30, who })).length
    expect(await length('active')).toBe(active?.active_customers ?? 0)
    expect(await length('new')).toBe(active?.new_customers ?? 0)
    expect(await length('returning')).toBe(active?.returning_customers ?? 0)
    expect(await length('reactivated')).toBe(active?.reactivated_customers ?? 0)
    expect(await length('repeat')).toBe(repeat?.repeat_customers ?? 0)
    expect(await length('lapsed')).toBe(lapsed?.lapsed_customers ?? 0)
  })
})
