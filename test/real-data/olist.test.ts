import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chainFolder } from '../browser/service.ts'
import {
  accounts,
  add,
  ask,
  exampleMapping,
  golden,
  has_real_data,
  load,
  rawRows,
  realFile,
  type Loaded,
} from './shared.ts'

const mapping = ['--mapping', exampleMapping('olist')]
const uncounted = ['canceled', 'unavailable']

/** What the test finds in Olist's files by itself. Amounts are in centavos. */
interface Market {
  readonly orders: number
  readonly without_items: number
  readonly counted_items: number
  readonly net_by_month: Map<string, number>
  readonly buyers: Set<string>
  readonly reviews: number
  readonly satisfied: number
  readonly commented: number
  readonly over_several_lines: number
  readonly reviews_without_store: number
}

describe.skipIf(!has_real_data)('Olist', () => {
  let folder: string
  let loaded: Loaded
  let market: Market

  beforeAll(async () => {
    folder = await chainFolder()
    loaded = await load(
      folder,
      realFile('olist'),
      ...mapping,
      '--currency',
      'BRL',
      '--time-zone',
      'America/Sao_Paulo',
    )
    market = await readMarket()
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('arrives whole: every order, item and review, also where a comment goes over several lines', () => {
    expect(market.orders).toBe(15_000)
    expect(market.over_several_lines).toBeGreaterThan(500)
    expect(accounts(loaded)).toEqual([
      ['orders', 15_000, 0],
      ['items', 17_071, 0],
      ['buyers', 15_000, 0],
      ['goods', 9_255, 0],
      ['sellers', 1_904, 0],
      ['reviews', 14_944, 0],
      ['translation', 71, 0],
      ['stores', 1_904, 0],
      ['products', 9_255, 0],
      ['customers', 14_904, 0],
      ['purchases', 17_071, 0],
      ['surveys', 14_944, 0],
    ])
    expect(market.reviews).toBe(14_944)
  })

  it('counts no sales for the 115 orders without items, nor for what was cancelled or unavailable', async () => {
    expect(market.without_items).toBe(115)
    expect(await ask(folder, 'data/coverage')).toMatchObject([
      { lines: market.counted_items, customers: market.buyers.size },
    ])
  })

  it('sells each month the prices of its items, by the clock of São Paulo', async () => {
    const answered = await ask(folder, 'kpi/sales', { grain: 'month' })
    const net = answered.map(({ bucket, net_sales }) => [bucket, Math.round(Number(net_sales) * 100)])
    expect(net).toEqual([...market.net_by_month].sort(([one], [other]) => (one < other ? -1 : 1)))
  })

  it('hears every review: four and five stars are satisfied; nobody knows who did not answer', async () => {
    const period = { from: '2016-01-01', to: '2018-12-31' }
    const [row] = await ask(folder, 'kpi/satisfaction', { ...period, grain: 'total' })
    expect(row).toMatchObject({ csat_n: market.reviews, nps_n: 0, response_rate: null })
    expect(row!['csat']).toBeCloseTo(market.satisfied / market.reviews, 12)
  })

  it('keeps the comments, and knows the store of a review when its order has items', async () => {
    const fields = await ask(folder, 'data/completeness')
    const filled = (field: string) =>
      fields.find((each) => each['table_name'] === 'surveys' && each['field'] === field)!['filled']
    expect(filled('comment')).toBe(market.commented)
    expect(filled('store_id')).toBe(market.reviews - market.reviews_without_store)
  })

  it('changes nothing when it is loaded again', async () => {
    const again = await load(folder, realFile('olist'), ...mapping)
    expect(again).toMatchObject({ outcome: 'already_loaded', data_version: loaded.data_version })
  })
})

/** A review as a rating of the delivery, told apart by whether the parcel came after the day that was promised. */
const deliveries = `
time_zone: America/Sao_Paulo
scale:
  delivery: {min: 1, max: 5}
sources:
  orders: olist_orders_dataset.csv
  reviews: olist_order_reviews_dataset.csv
tables:
  surveys: |
    select
      review_id || '/' || order_id as survey_id,
      case
        when order_delivered_customer_date::timestamp > order_estimated_delivery_date::timestamp then 'late'
        else 'on time'
      end as channel,
      review_answer_timestamp as answered_at,
      reviews._source,
      reviews._line
    from reviews
    join orders using (order_id)
    where order_delivered_customer_date is not null
      and order_estimated_delivery_date is not null
  survey_items: |
    select review_id || '/' || order_id as survey_id, 'delivery' as item, review_score as rating, _source, _line
    from reviews
`

describe.skipIf(!has_real_data)('Olist’s late deliveries', () => {
  it('are rated as much lower as was computed elsewhere', async () => {
    const folder = await chainFolder()
    try {
      const expected = golden('dataset_profiles', 'olist15k-late-vs-score') as Record<string, number>
      const file = join(folder, 'deliveries.yaml')
      await writeFile(file, deliveries)
      await load(folder, realFile('olist'), '--mapping', file)
      const rated = async (channel: string) => {
        const period = { from: '2016-01-01', to: '2018-12-31', channel }
        const [item] = await ask(folder, 'satisfaction/items', period)
        const [index] = await ask(folder, 'satisfaction/csi', { ...period, grain: 'total' })
        expect(item).toMatchObject({ scale_low: 1, scale_high: 5, scale_from: 'said' })
        expect(index!['csi']).toBeCloseTo((100 * (Number(item!['rating']) - 1)) / 4, 9)
        return { n: Number(item!['n']), rating: Number(item!['rating']) }
      }
      const [late, on_time] = [await rated('late'), await rated('on time')]
      expect(late.n).toBe(expected['late'])
      expect(late.n + on_time.n).toBe(expected['n'])
      expect(late.rating).toBeCloseTo(expected['score_late']!, 9)
      expect(on_time.rating).toBeCloseTo(expected['score_on_time']!, 9)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})

async function readMarket(): Promise<Market> {
  const file = (name: string) => rawRows(realFile('olist', `olist_${name}_dataset.csv`))
  const people = new Map<string, string>()
  for await (const row of file('customers')) people.set(row['customer_id']!, row['customer_unique_id']!)
  const orders = new Map<string, Record<string, string>>()
  for await (const row of file('orders')) orders.set(row['order_id']!, row)
  const with_items = new Set<string>()
  const net_by_month = new Map<string, number>()
  const buyers = new Set<string>()
  let counted_items = 0
  for await (const { order_id = '', price } of file('order_items')) {
    with_items.add(order_id)
    const order = orders.get(order_id)!
    if (uncounted.includes(order['order_status']!)) continue
    counted_items += 1
    buyers.add(people.get(order['customer_id']!)!)
    add(net_by_month, `${order['order_purchase_timestamp']!.slice(0, 7)}-01`, Math.round(Number(price) * 100))
  }
  const without_items = [...orders.keys()].filter((id) => !with_items.has(id)).length
  const said = await readReviews(with_items)
  return { orders: orders.size, without_items, counted_items, net_by_month, buyers, ...said }
}

async function readReviews(with_items: ReadonlySet<string>) {
  const said = { reviews: 0, satisfied: 0, commented: 0, over_several_lines: 0, reviews_without_store: 0 }
  for await (const row of rawRows(realFile('olist', 'olist_order_reviews_dataset.csv'))) {
    const text = `${row['review_comment_title']}${row['review_comment_message']}`
    said.reviews += 1
    said.satisfied += Number(row['review_score']) >= 4 ? 1 : 0
    said.commented += text.trim() === '' ? 0 : 1
    said.over_several_lines += text.includes('\n') ? 1 : 0
    said.reviews_without_store += with_items.has(row['order_id']!) ? 0 : 1
  }
  return said
}
