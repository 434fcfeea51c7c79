import { describe, expect, it } from 'vitest'
import { backlog } from '../../../queries/complaints/backlog.ts'
import { compensation } from '../../../queries/complaints/compensation.ts'
import { firstResponse } from '../../../queries/complaints/first_response.ts'
import { followUp } from '../../../queries/complaints/follow_up.ts'
import { pipeline } from '../../../queries/complaints/pipeline.ts'
import { repeats } from '../../../queries/complaints/repeats.ts'
import { resolution } from '../../../queries/complaints/resolution.ts'
import { useCornerShop } from '../corner-shop-chain.ts'
import { serviceDesk } from './desk.ts'

const shop = useCornerShop(serviceDesk)
const total = { grain: 'total' } as const

describe('a first response', () => {
  it('is in time until the end of the next working day; a complaint without any counts when that is over', async () => {
    const [row] = await shop.ask(firstResponse, total)
    expect(row).toMatchObject({ complaints: 5, decided: 4, in_time: 2, in_time_share: 0.5, waiting: 1 })
    expect(row!.in_time_share_low).toBeCloseTo(0.15, 2)
    expect(row!.in_time_share_high).toBeCloseTo(0.85, 2)
  })

  it('counts on the day of receipt: the one over a holiday is in time, the one three days later is late', async () => {
    const rows = await shop.ask(firstResponse, { grain: 'week', to: '2025-01-31' })
    expect(rows.map(({ bucket, in_time, decided }) => [bucket, in_time, decided])).toEqual([
      ['2024-12-30', 1, 1],
      ['2025-01-20', 0, 1],
    ])
  })
})

describe('a repeat', () => {
  it('is the same customer with the same root cause within the days given, both known', async () => {
    expect(await shop.ask(repeats, total)).toMatchObject([
      { complaints: 5, traceable: 4, repeats: 2, repeat_share: 0.5 },
    ])
    // ann came back after 76 days, bo after 70.
    const within = async (repeat_days: number) =>
      (await shop.ask(repeats, { ...total, repeat_days }))[0]!.repeats
    expect([await within(76), await within(75), await within(70), await within(69)]).toEqual([2, 1, 1, 0])
  })

  it('looks back beyond the period', async () => {
    expect(await shop.ask(repeats, { ...total, from: '2025-03-01' })).toMatchObject([
      { complaints: 3, repeats: 2 },
    ])
  })
})

describe('the pipeline', () => {
  it('counts who entered and left each stage in the period, and who waits there at its end', async () => {
    const rows = await shop.ask(pipeline)
    const figures = rows.map((row) => [
      row.stage,
      row.entered,
      row.moved_on,
      row.median_hours,
      row.waiting,
      row.overdue,
    ])
    expect(figures).toEqual([
      ['received', 5, 3, 72, 2, 1],
      ['classified', 3, 3, 48, 0, 0],
      ['investigated', 2, 1, 24, 1, 1],
      ['resolved', 3, 3, 24, 0, 0],
      ['answered', 3, 3, 168, 0, 0],
      ['followed_up', 2, 0, null, 2, 0],
      ['reopened', 1, 1, 72, 0, 0],
    ])
    // 24, 72 and 96 hours to be classified: nine tenths of the way is four fifths from 72 to 96.
    expect(rows[0]!.p90_hours).toBeCloseTo(72 + 0.8 * 24, 9)
    expect([rows[0]!.oldest_days, rows[2]!.oldest_days]).toEqual([21, 3])
  })

  it('knows what stood where on an earlier day', async () => {
    const rows = await shop.ask(pipeline, { to: '2025-01-31' })
    expect(rows.filter(({ waiting }) => waiting).map(({ stage, waiting }) => [stage, waiting])).toEqual([
      ['followed_up', 1],
      ['reopened', 1],
    ])
  })

  it('has every stage also where nothing happened', async () => {
    const rows = await shop.ask(pipeline, { from: '2024-01-01', to: '2024-01-31' })
    expect(rows.map(({ entered, waiting, oldest_days }) => [entered, waiting, oldest_days])).toEqual(
      Array(7).fill([0, 0, null]),
    )
  })
})

describe('the backlog', () => {
  it('is what is open at the end of each bucket, with its age; one reopened is open again', async () => {
    const rows = await shop.ask(backlog, { grain: 'month' })
    expect(rows).toEqual([
      {
        bucket: '2025-01-01',
        ends_on: '2025-01-31',
        open_complaints: 1,
        median_age_days: 11,
        oldest_age_days: 11,
        overdue: 1,
      },
      {
        bucket: '2025-02-01',
        ends_on: '2025-02-28',
        open_complaints: 0,
        median_age_days: null,
        oldest_age_days: null,
        overdue: 0,
      },
      {
        bucket: '2025-03-01',
        ends_on: '2025-03-31',
        open_complaints: 3,
        median_age_days: 11,
        oldest_age_days: 21,
        overdue: 2,
      },
    ])
  })

  it('ends with the answer, or with the solution when that is chosen', async () => {
    const open = async (closed_by: 'answered' | 'resolved') =>
      (await shop.ask(backlog, { from: '2025-01-24', to: '2025-01-26', closed_by })).map(
        (row) => row.open_complaints,
      )
    expect(await open('answered')).toEqual([1, 1, 0])
    expect(await open('resolved')).toEqual([1, 0, 0])
  })
})

describe('the time to close', () => {
  it('runs from receipt to the last answer, and counts on the day of that answer', async () => {
    expect(await shop.ask(resolution, { grain: 'month' })).toMatchObject([
      { bucket: '2025-01-01', closed_complaints: 1, median_days: 7, in_time: 1 },
      { bucket: '2025-02-01', closed_complaints: 1, median_days: 14, in_time: 0 },
    ])
    const [row] = await shop.ask(resolution, total)
    expect(row).toMatchObject({ closed_complaints: 2, median_days: 10.5, in_time_share: 0.5 })
    expect(row!.p90_days).toBeCloseTo(13.3, 9)
  })
})

describe('satisfaction after a complaint', () => {
  it('counts on the day of the follow-up, four and five as satisfied', async () => {
    expect(await shop.ask(followUp, { grain: 'month' })).toMatchObject([
      { bucket: '2025-01-01', followed_up: 1, score: 5, satisfied: 1 },
      { bucket: '2025-02-01', followed_up: 1, score: 3, satisfied: 0 },
    ])
    expect(await shop.ask(followUp, { ...total, satisfied_from: 3 })).toMatchObject([
      { score: 4, satisfied_share: 1 },
    ])
  })
})

describe('compensation', () => {
  it('is that of the complaints received; what nobody noted is not settled', async () => {
    const [row] = await shop.ask(compensation, total)
    expect(row).toMatchObject({
      ...{ complaints: 5, settled: 2, compensated: 2 },
      ...{ compensation_amount: 5, compensation_per_complaint: 2.5 },
    })
    expect(row!.share_of_sales).toBeCloseTo(5 / 114, 9)
  })
})
