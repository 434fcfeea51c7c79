import { describe, expect, it } from 'vitest'
import { alarms } from '../../../queries/complaints/alarms.ts'
import { controlChart } from '../../../queries/complaints/control_chart.ts'
import { heatMap } from '../../../queries/complaints/heat_map.ts'
import { pareto } from '../../../queries/complaints/pareto.ts'
import { series } from '../../../queries/complaints/series.ts'
import { systemic } from '../../../queries/complaints/systemic.ts'
import type { Asked } from '../../../server/engine/question.ts'
import { useCornerShop } from '../corner-shop-chain.ts'
import { serviceDesk } from './desk.ts'

const shop = useCornerShop(serviceDesk)

describe('the control chart', () => {
  it('counts complaints against the orders of whole months, limits from the period when no baseline is given', async () => {
    const rows = await shop.ask(controlChart, { grain: 'month', chart: 'u' })
    const rate = (1000 * 5) / 9
    const sigma = Math.sqrt(rate / 0.003)
    expect(rows.map((row) => [row.bucket, row.complaints, row.orders, row.in_baseline])).toEqual([
      ['2025-01-01', 2, 3, true],
      ['2025-02-01', 0, 3, true],
      ['2025-03-01', 3, 3, true],
    ])
    for (const row of rows) {
      expect(row.center).toBeCloseTo(rate, 9)
      expect(row.upper_limit).toBeCloseTo(rate + 3 * sigma, 9)
      expect(row).toMatchObject({ lower_limit: 0, chart: 'u', signals: null, is_alarm: false })
    }
    expect(rows[2]!.value).toBeCloseTo(1000, 9)
  })

  it('widens the limits where buckets differ more than chance explains', async () => {
    const rows = await shop.ask(controlChart, { grain: 'month', chart: 'auto' })
    // Scores are proportional to 2, 0 and 3 less 5/3, over √(5/3): steps of 2 and 3.
    const sigma_z = (2 + 3) / 2 / Math.sqrt(5 / 3) / 1.128
    expect(rows[0]).toMatchObject({ chart: 'laney_u', sigma_z: expect.closeTo(sigma_z, 9) })
    const plain = 3 * Math.sqrt((1000 * 5) / 9 / 0.003)
    expect(rows[0]!.upper_limit).toBeCloseTo((1000 * 5) / 9 + sigma_z * plain, 6)
  })

  it('of individuals has limits at three mean steps / 1.128, whatever is counted against what', async () => {
    const rows = await shop.ask(controlChart, { grain: 'month', chart: 'xmr' })
    // 2, 0 and 3 complaints by 3 orders: steps of 2000 / 3 and 1000
    expect(rows[0]).toMatchObject({ chart: 'xmr_u', sigma_z: null, lower_limit: 0 })
    expect(rows[0]!.center).toBeCloseTo(5000 / 9, 9)
    expect(rows[0]!.upper_limit).toBeCloseTo(5000 / 9 + (3 * (5000 / 6)) / 1.128, 6)
  })

  it('c counts alone, months without any too', async () => {
    const rows = await shop.ask(controlChart, { grain: 'month', chart: 'c' })
    expect(rows.map(({ value }) => value)).toEqual([2, 0, 3])
    expect(rows[0]!.center).toBeCloseTo(5 / 3, 12)
    expect(rows[0]!.upper_limit).toBeCloseTo(5 / 3 + 3 * Math.sqrt(5 / 3), 12)
  })

  it('takes its limits from the baseline, and shows it; a bucket without orders has no rate', async () => {
    const baseline = { baseline_from: '2024-10-01', baseline_to: '2024-12-31' }
    const rows = await shop.ask(controlChart, { grain: 'month', chart: 'u', ...baseline })
    expect(rows.map((row) => [row.bucket, row.in_baseline, row.in_period, row.value, row.signals])).toEqual([
      ['2024-10-01', true, false, 0, null],
      ['2024-11-01', true, false, null, null],
      ['2024-12-01', true, false, null, null],
      ['2025-01-01', false, true, expect.closeTo(2000 / 3, 9), 'N1'],
      ['2025-02-01', false, true, 0, null],
      ['2025-03-01', false, true, 1000, 'N1'],
    ])
    expect(rows[0]).toMatchObject({ center: 0, upper_limit: 0, sigma_z: null })
  })

  it('leaves a month that is not over out of its baseline', async () => {
    const rows = await shop.ask(controlChart, { grain: 'month', chart: 'c', to: '2025-03-15' })
    expect(rows.map((row) => [row.complaints, row.is_complete, row.in_baseline])).toEqual([
      [2, true, true],
      [0, true, true],
      [1, false, false],
    ])
    expect(rows[0]!.center).toBe(1)
  })

  it('begins with the whole week in which the period begins, and ends where anything is on record', async () => {
    const weeks = await shop.ask(controlChart, { from: '2025-03-27', to: '2025-12-31', chart: 'c' })
    expect(weeks.map((row) => [row.bucket, row.complaints])).toEqual([
      ['2025-03-24', 0],
      ['2025-03-31', 1],
    ])
  })

  it('narrows down to what is complained about', async () => {
    const only = async (asked: Asked) =>
      (await shop.ask(controlChart, { grain: 'quarter', chart: 'c', ...asked })).map(
        ({ complaints }) => complaints,
      )
    expect(await only({ complaint_category: ['service'] })).toEqual([1])
    expect(await only({ root_cause: ['cold chain'], product: ['P1'] })).toEqual([2])
    expect(await only({ complaint_subcategory: ['stale'] })).toEqual([1])
    expect(await only({ complaint_category: ['noise'] })).toEqual([0])
  })
})

describe('members over time', () => {
  it('have a row in every bucket, those with most complaints first', async () => {
    const rows = await shop.ask(series, { grain: 'month', lens: 'category' })
    expect(rows.map((row) => [row.member, row.bucket, row.complaints, row.orders])).toEqual([
      ['quality', '2025-01-01', 2, 3],
      ['quality', '2025-02-01', 0, 3],
      ['quality', '2025-03-01', 2, 3],
      ['service', '2025-01-01', 0, 3],
      ['service', '2025-02-01', 0, 3],
      ['service', '2025-03-01', 1, 3],
    ])
    expect(rows[0]!.complaints_per_1000_orders).toBeCloseTo(2000 / 3, 9)
  })

  it('are counted against their own orders where they have any of their own', async () => {
    const rows = await shop.ask(series, { grain: 'total', lens: 'store' })
    expect(rows.map((row) => [row.label, row.complaints, row.orders])).toEqual([
      ['Harbour', 2, 3],
      ['Garden', 2, 3],
      ['Station', 1, 3],
    ])
  })

  it('are as many as asked for', async () => {
    const rows = await shop.ask(series, { grain: 'total', lens: 'store', members: 2 })
    expect(rows.map(({ member }) => member)).toEqual(['S1', 'S2'])
  })
})

describe('causes', () => {
  it('come most frequent first with their cumulative share; what is not known yet is last', async () => {
    const rows = await shop.ask(pareto)
    expect(rows).toMatchObject([
      {
        ...{ member: 'cold chain', complaints: 4, complaint_share: 0.8, cumulative_share: 0.8, customers: 2 },
        ...{ open_complaints: 2, closed_complaints: 2, closed_share: 1, repeats: 2, compensation_amount: 4 },
      },
      {
        ...{ member: null, complaints: 1, cumulative_share: 1, customers: 0 },
        ...{ open_complaints: 1, closed_complaints: 0, closed_share: 0, repeats: 0, compensation_amount: 1 },
      },
    ])
  })

  it('can be looked at by channel of sale and by what the complaint came in by', async () => {
    const counts = async (lens: 'channel' | 'received_via') =>
      (await shop.ask(pareto, { lens })).map(({ member, complaints }) => [member, complaints])
    expect(await counts('channel')).toEqual([
      ['store', 3],
      ['online', 1],
      ['phone', 1],
    ])
    expect(await counts('received_via')).toEqual([
      ['phone', 4],
      ['store', 1],
    ])
  })
})

describe('the heat map', () => {
  it('has every store and category with what the margins let expect; a small cell has no deviation', async () => {
    const rows = await shop.ask(heatMap)
    expect(rows.map((row) => [row.store_id, row.category, row.complaints, row.is_small])).toEqual([
      ['S1', 'quality', 2, false],
      ['S1', 'service', 0, true],
      ['S2', 'quality', 2, false],
      ['S2', 'service', 0, true],
      ['S3', 'quality', 0, true],
      ['S3', 'service', 1, true],
    ])
    expect(rows[0]!.expected).toBeCloseTo(1.6, 12)
    expect(rows[0]!.deviation).toBeCloseTo(0.4 / Math.sqrt(1.6), 12)
    expect(rows[0]!.chance).toBeCloseTo(6 / 10, 12)
    expect(rows[5]).toMatchObject({ deviation: null, expected: expect.closeTo(0.2, 12) })
    expect(rows.some(({ stands_out }) => stands_out)).toBe(false)
  })
})

it('a handful of complaints accuses nobody', async () => {
  expect(await shop.ask(alarms)).toEqual([])
  expect(await shop.ask(systemic)).toEqual([])
})
