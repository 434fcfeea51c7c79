import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { alarms } from '../../server/analysis/complaints/alarms.ts'
import { systemic } from '../../server/analysis/complaints/systemic.ts'
import { writeSample } from './sample-files.ts'
import type { SampleFiles } from './sample-files.ts'

const facts = `
  select complaint_id, date_trunc('week', day) as bucket, day, store_id, category, root_cause, product_id
  from (
    select *, try_strptime(received_at, '%Y/%m/%d %H:%M')::date as day
    from complaints
  )
  where day is not null and store_id like 'S0%' and category is not null`

/** Complaints and orders of a sample chain by week, as the metrics read them. */
async function watched(chain: SampleFiles, from: string, to: string, before: string) {
  const rows = await chain.rows(`
    select 'complaints' as kind, bucket, day >= '${from}' as in_period, store_id, category, root_cause, product_id,
      min(day) as first_day, max(day) as last_day, count(*) as complaints, 0 as orders
    from (${facts}) where day between '${before}' and '${to}' group by all
    union all
    select 'orders', date_trunc('week', ordered_at::date), ordered_at::date >= '${from}', store_id, null, null, null,
      min(ordered_at::date), max(ordered_at::date), 0, count(distinct order_id)
    from purchases where kind = 'sale' and ordered_at::date between '${before}' and '${to}' group by all`)
  return rows.map(asRead)
}

const day = (value: unknown) => new Date(String(value)).toISOString().slice(0, 10)

function asRead(row: Readonly<Record<string, unknown>>) {
  const names = { store_name: row['store_id'], product_name: row['product_id'] }
  const days = {
    bucket: day(row['bucket']),
    first_day: day(row['first_day']),
    last_day: day(row['last_day']),
  }
  const counts = { complaints: Number(row['complaints']), orders: Number(row['orders']) }
  return { ...row, ...names, ...days, ...counts } as never
}

describe.each([5, 2026])('Of a chain with seed %i', (seed) => {
  let chain: SampleFiles
  beforeAll(async () => {
    chain = await writeSample({ customers: 20_000, seed, stores: 30 })
  })
  afterAll(() => chain.remove())

  it('the planted outbreak and the planted defect are found and named, and nobody else', async () => {
    const rows = await watched(chain, '2026-05-04', '2026-10-31', '2025-05-05')
    const { outbreak, defect } = chain.truth.planted
    const outbreak_cell = {
      store_id: outbreak.store_id,
      category: outbreak.category,
      root_cause: outbreak.root_cause,
    }
    const defect_cell = { product_id: defect.product_id, root_cause: defect.root_cause }

    const raised = alarms.analyse(rows, { grain: 'week' } as never)
    expect(raised).toMatchObject([
      { series: 'store_category', ...outbreak_cell },
      { series: 'product_cause', ...defect_cell },
    ])
    expect(raised[0]!.first_bucket! >= outbreak.from && raised[0]!.first_bucket! <= '2026-09-07').toBe(true)

    const complaints = rows.filter(({ kind, in_period }) => kind === 'complaints' && in_period)
    const told = systemic.analyse(complaints, { crossing: 'all', false_discovery: 0.05 } as never)
    expect(told.map(({ crossing }) => crossing).sort()).toEqual(['product', 'store'])
    expect(told.find(({ crossing }) => crossing === 'store')).toMatchObject(outbreak_cell)
    expect(told.find(({ crossing }) => crossing === 'product')).toMatchObject(defect_cell)
  })

  it('a year in which nothing was planted raises no alarm and accuses no store', async () => {
    const rows = await watched(chain, '2024-11-04', '2025-10-31', '2023-11-06')
    expect(alarms.analyse(rows, { grain: 'week' } as never)).toEqual([])
    const complaints = rows.filter(({ kind, in_period }) => kind === 'complaints' && in_period)
    expect(systemic.analyse(complaints, { crossing: 'all', false_discovery: 0.05 } as never)).toEqual([])
  })
})
