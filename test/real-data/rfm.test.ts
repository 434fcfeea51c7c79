import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chainFolder } from '../browser/service.ts'
import { ask, exampleMapping, golden, has_real_data, load, realFile, type AnswerRow } from './shared.ts'

// Published: whole days up to midnight before 11 December, credit notes left out, frequency in invoices.
const published = {
  ...{ from: '2010-12-01', to: '2011-12-10', window_months: '13' },
  ...{ scoring: 'rank_first', frequency_of: 'orders', amount_of: 'purchases' },
}
const measures = (row: AnswerRow) =>
  ['recency_days', 'frequency', 'amount', 'recency_score', 'frequency_score', 'monetary_score'].map((name) =>
    Number(row[name]),
  )

describe.skipIf(!has_real_data)('RFM of Online Retail', () => {
  let folder: string
  beforeAll(async () => {
    folder = await chainFolder()
    const csv = realFile('online_retail', 'online_retail.csv.gz')
    const zone = ['--currency', 'GBP', '--time-zone', 'Europe/London']
    await load(folder, csv, '--mapping', exampleMapping('online-retail'), ...zone)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('has the published segments: sizes, and means of recency, frequency and value', async () => {
    const segments = await ask(folder, 'value/segments', published)
    const sizes = segments.reduce((sum, { customers }) => sum + Number(customers), 0)
    expect(sizes).toBe(golden('rfm_online_retail', 'customers'))
    for (const name of [
      'about_to_sleep',
      'cant_loose',
      'hibernating',
      'need_attention',
      'potential_loyalists',
    ]) {
      const expected = golden('rfm_online_retail', `segment-${name}`) as Record<'n' | 'R' | 'F' | 'M', number>
      const row = segments.find(({ segment }) => segment === name)!
      expect(row['customers']).toBe(expected.n)
      expect(row['mean_recency_days']).toBeCloseTo(expected.R, 6)
      expect(row['mean_frequency']).toBeCloseTo(expected.F, 6)
      expect(row['mean_amount']).toBeCloseTo(expected.M, 6)
    }
  })

  it('has the published scores of single customers', async () => {
    const found = await everyone(folder, published)
    const ids = ['12347', '12362', '12364', '12381', '12417']
    expect(ids.map((id) => measures(found.get(id)!))).toEqual(golden('rfm_online_retail', 'rows-champions'))
  })

  it('has by quantiles the published score of recency for everybody, and the frequencies at which its scores end', async () => {
    const quantile = { ...published, scoring: 'quantile' }
    const [by_rank, by_quantile] = [await everyone(folder, published), await everyone(folder, quantile)]
    for (const [id, row] of by_quantile) expect(row['recency_score']).toBe(by_rank.get(id)!['recency_score'])
    const frequencies = (await ask(folder, 'value/rfm_scores', quantile)).filter(
      ({ measure }) => measure === 'frequency',
    )
    const edges = golden('rfm_online_retail', 'frequency-quantile-edges') as Record<string, number>
    expect(frequencies.slice(0, 4).map(({ highest }) => highest)).toEqual(
      ['q20', 'q40', 'q60', 'q80'].map((name) => edges[name]),
    )
    expect(Number(frequencies[0]!['customers']) / by_quantile.size).toBeCloseTo(edges['share_F_eq_1']!, 9)
  })
})

describe.skipIf(!has_real_data)('RFM as the R package counts it', () => {
  let folder: string
  beforeAll(async () => {
    folder = await chainFolder()
    const mapping = join(folder, 'orders.yaml')
    await writeFile(mapping, rMapping)
    await load(folder, realFile('rfm_r', 'rfm_data_orders.csv'), '--mapping', mapping)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('has the published scores and segments', async () => {
    const found = await everyone(folder, {
      ...{ from: '2006-01-01', to: '2006-12-31', window_months: '120', frequency_of: 'orders' },
      ...{ scoring: 'cut_points', segment_map: 'rfm' },
    })
    expect(found.size).toBe(golden('rfm_r_package', 'n-customers'))
    const expected = golden('rfm_r_package', 'rows-1-5') as (number | string)[][]
    const ids = ["Abbey O'Reilly", 'Add Senger', 'Aden Lesch', 'Aden Murphy', 'Admiral Senger']
    const names: Record<string, string> = {
      ...{ potential_loyalists: 'Potential Loyalist', new_customers: 'New Customers' },
      loyal_customers: 'Loyal Customers',
    }
    expect(ids.map((id) => [...measures(found.get(id)!), names[String(found.get(id)!['segment'])]])).toEqual(
      expected,
    )
  })
})

const rMapping = `
name: orders
time_zone: UTC
sources:
  orders:
    files: rfm_data_orders.*
tables:
  purchases: |
    select customer_id, order_date as ordered_at, revenue as net_amount, 'S' as store_id, 'store' as channel,
      1 as quantity, _source, _line
    from orders
`

/** The scores of every customer by id, in pages as large as the question allows. */
async function everyone(folder: string, params: Record<string, string>): Promise<Map<string, AnswerRow>> {
  const found = new Map<string, AnswerRow>()
  for (let total = 1; found.size < total;) {
    const page = await ask(folder, 'value/customer_scores', { ...params, offset: String(found.size) })
    for (const row of page) found.set(String(row['customer_id']), row)
    total = Number(page[0]?.['total_customers'] ?? 0)
  }
  return found
}
