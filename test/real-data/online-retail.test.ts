import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMonths, daysBetween } from '../../queries/day.ts'
import { chainFolder } from '../browser/service.ts'
import { readShop, type Shop } from './online-retail-lines.ts'
import {
  accounts,
  ask,
  exampleMapping,
  golden,
  has_real_data,
  load,
  realFile,
  type AnswerRow,
  type Loaded,
} from './shared.ts'

const csv = realFile('online_retail', 'online_retail.csv.gz')
const mapping = ['--mapping', exampleMapping('online-retail')]

describe.skipIf(!has_real_data)('Online Retail', () => {
  let folder: string
  let loaded: Loaded
  let shop: Shop

  beforeAll(async () => {
    folder = await chainFolder()
    loaded = await load(folder, csv, ...mapping, '--currency', 'GBP', '--time-zone', 'Europe/London')
    shop = await readShop('2010-12-10')
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('arrives whole: every line of the file is a purchase line, and the sum is exact', () => {
    expect(loaded.outcome).toBe('loaded')
    expect(accounts(loaded)).toEqual([
      ['lines', 541_909, 0],
      ['stores', 38, 0],
      ['products', shop.products.size, 0],
      ['customers', shop.buyers.size, 0],
      ['purchases', 541_909, 0],
    ])
    const { sums } = loaded.check.tables.find(({ table }) => table === 'purchases')!
    const net = [...shop.months.values()].reduce((sum, month) => sum + month.net, 0)
    expect(Number(sums['net_amount'])).toBeCloseTo(net, 3)
  })

  it('has the published profile; a description belongs to a product, so an empty one shows where no line has any', async () => {
    expect(golden('cohort_retention_online_retail', 'raw-profile')).toEqual({
      rows: shop.lines,
      null_customer: shop.without_customer,
      null_description: shop.without_description,
    })
    const fields = await ask(folder, 'data/completeness')
    const empty = (table: string, field: string) => {
      const row = fields.find((each) => each['table_name'] === table && each['field'] === field)!
      return Number(row['rows']) - Number(row['filled'])
    }
    expect(empty('purchases', 'customer_id')).toBe(135_080)
    expect(empty('products', 'name')).toBe(shop.products.size - shop.described_products.size)
  })

  it('keeps lines that are repeated within an invoice, and suspects only those that repeat under another number', async () => {
    expect(golden('cohort_retention_online_retail', 'dup-after-dropna')).toEqual({
      duplicates: shop.repeated_lines,
      after: shop.lines - shop.without_customer - shop.repeated_lines,
    })
    expect(await ask(folder, 'data/duplicates')).toMatchObject([
      { rows: shop.lines - shop.without_customer, duplicates: shop.repeated_elsewhere },
    ])
  })

  it('sells each month what its lines come to, credit notes in the month in which they happen', async () => {
    const answered = await ask(folder, 'kpi/sales', { grain: 'month' })
    expect(answered.map(({ bucket }) => bucket)).toEqual([...shop.months.keys()].sort())
    for (const row of answered) {
      const { net, identified, units, orders } = shop.months.get(String(row['bucket']))!
      expect(row['net_sales']).toBeCloseTo(net, 3)
      expect(row['identified_net_sales']).toBeCloseTo(identified, 3)
      expect(row).toMatchObject({ units, orders })
    }
  })

  // The published table counts lines with a positive quantity and price; here an order must come to more than zero.
  // Both find the same customers in the same months.
  it('wins and keeps the customers of the published cohorts: new are their sizes, returning the sums of their diagonals', async () => {
    const cohorts = golden('cohort_retention_online_retail', 'variantB-rows-1-6') as number[][]
    const months = await ask(folder, 'kpi/customers', { grain: 'month' })
    for (const month of cohorts.keys()) {
      const returning = cohorts
        .slice(0, month)
        .reduce((sum, cohort, first) => sum + cohort[month - first]!, 0)
      expect(months[month]).toMatchObject({
        new_customers: cohorts[month]![0],
        returning_customers: returning,
        active_customers: cohorts[month]![0]! + returning,
      })
    }
    const all = months.reduce((sum, row) => sum + Number(row['new_customers']), 0)
    expect(all).toBe(golden('rfm_online_retail', 'customers'))
  })

  it('retains the published cohorts, month by month', async () => {
    const published = golden('cohort_retention_online_retail', 'variantB-rows-1-6') as number[][]
    const cells = (await ask(folder, 'churn/cohorts')).filter(({ cohort }) => cohort !== null)
    const cohorts = [...Map.groupBy(cells, ({ cohort }) => cohort).values()]
    for (const [nth, counts] of published.entries())
      expect(cohorts[nth]!.map(({ retained_customers }) => retained_customers)).toEqual(counts)
    expect(cohorts).toHaveLength(13)
    const unfinished = cells.filter(({ is_unfinished }) => is_unfinished)
    expect(new Set(unfinished.map(monthOfCell))).toEqual(new Set(['2011-12']))
    for (const cell of cells)
      expect(cell['retention_rate']).toBeCloseTo(
        Number(cell['retained_customers']) / Number(cell['customers']),
        12,
      )
  })

  it('retains the published cohorts of the raw file too, where a credit note counts like a purchase', async () => {
    const published = golden('cohort_retention_online_retail', 'variantA-first-two') as number[][]
    const shares = golden('cohort_retention_online_retail', 'variantA-dec2010-retention-pct') as number[]
    const cells = await ask(folder, 'churn/cohorts', { counting: 'any_order' })
    const cohorts = [...Map.groupBy(cells, ({ cohort }) => cohort).values()]
    for (const [nth, counts] of published.entries())
      expect(cohorts[nth]!.map(({ retained_customers }) => retained_customers)).toEqual(counts)
    for (const [month, share] of shares.entries())
      expect(Math.abs(100 * Number(cohorts[0]![month]!['retention_rate']) - share)).toBeLessThan(0.05 + 1e-9)
  })

  it('knows of each customer what a second reader of the file finds', async () => {
    const customers = await everyCustomer(folder)
    expect(customers.size).toBe(shop.buyers.size)
    for (const [id, { first, last, orders_12m, net_12m, net }] of shop.buyers) {
      const row = customers.get(id)!
      expect({ id, ...row }).toMatchObject({
        first_purchase_on: first,
        last_purchase_on: last,
        orders_12m,
      })
      expect(row['net_sales_12m']).toBeCloseTo(net_12m, 3)
      expect(row['lifetime_net_sales']).toBeCloseTo(net, 3)
    }
  })

  // The published tables count whole days up to midnight before 11 December, and leave credit notes out of M.
  it('agrees with published recency and value, once credit notes are added back', async () => {
    const customers = await everyCustomer(folder)
    const ids = ['12347', '12362', '12364', '12381', '12417']
    const measured = ids.map((id) => {
      const row = customers.get(id)!
      const net = Number(row['lifetime_net_sales']) - (shop.credited.get(id) ?? 0)
      return [daysBetween(String(row['last_purchase_on']), '2011-12-11') - 1, Number(net.toFixed(2))]
    })
    const published = golden('rfm_online_retail', 'rows-champions') as number[][]
    expect(measured).toEqual(published.map(([recency, , value]) => [recency, value]))
  })

  it('foresees what customers will buy though hardly any ever leaves: BG/NBD, a next to nothing', async () => {
    const rows = await ask(folder, 'prediction/model')
    const fitted = rows.filter(({ part, model }) => part === 'now' && model === 'bg_nbd')
    const found = Object.fromEntries(fitted.map(({ parameter, value }) => [parameter, Number(value)]))
    // What lifetimes prints for these days, alpha in weeks: r 0.83, alpha 68.9 / 7, a 0.00, b 6.7.
    expect(found['r']).toBeCloseTo(0.827, 2)
    expect(found['alpha']).toBeCloseTo(9.84, 1)
    expect(found['a']).toBeCloseTo(0.003, 2)
    const [first] = await ask(folder, 'customers/list', { sort: 'clv', limit: '1' })
    expect(Number(first!['clv'])).toBeGreaterThan(0)
  })

  it('changes nothing when it is loaded again, as the same file or as Parquet', async () => {
    const before = await ask(folder, 'data/freshness')
    const again = await load(folder, csv, ...mapping)
    expect(again).toMatchObject({ outcome: 'already_loaded', data_version: loaded.data_version })
    expect(await ask(folder, 'data/freshness')).toEqual(before)
    const parquet = await load(
      folder,
      realFile('online_retail', 'online_retail.parquet'),
      ...mapping,
      '--dry-run',
    )
    for (const { rows_in, unchanged } of parquet.check.tables) expect(unchanged).toBe(rows_in)
  })
})

/** Every customer by id, in pages as large as the list allows. */
async function everyCustomer(folder: string): Promise<Map<string, AnswerRow>> {
  const found = new Map<string, AnswerRow>()
  for (let offset = 0, total = 1; offset < total; offset += 1000) {
    const page = await ask(folder, 'customers/list', {
      limit: '1000',
      offset: String(offset),
      sort: 'customer_id',
    })
    for (const row of page) found.set(String(row['customer_id']), row)
    total = Number(page[0]?.['total_customers'] ?? 0)
  }
  return found
}

/** The calendar month that a cell of the cohort grid stands for. */
function monthOfCell({ cohort, month_index }: AnswerRow): string {
  return addMonths(String(cohort), Number(month_index)).slice(0, 7)
}
