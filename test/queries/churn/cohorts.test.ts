import { describe, expect, it } from 'vitest'
import { cohorts } from '../../../queries/churn/cohorts.ts'
import type { Asked } from '../../../server/engine/question.ts'
import { useCornerShop } from '../corner-shop-chain.ts'

const shop = useCornerShop()
const year = { from: '2024-10-01', to: '2025-03-31' }

/** Retained customers by cohort, month after month; the mean under `mean`, its rates. */
async function triangle(asked: Asked = {}, stores?: string[]) {
  const rows = await shop.ask(cohorts, { ...year, ...asked }, stores)
  const found: Record<string, (number | null)[]> = {}
  for (const row of rows) {
    const name = row.cohort?.slice(0, 7) ?? 'mean'
    found[name] = [...(found[name] ?? []), row.cohort ? row.retained_customers : row.retention_rate]
  }
  return found
}

describe('cohorts by first purchase', () => {
  it('count who buys in each later month, months without anybody as zero', async () => {
    expect(await triangle()).toEqual({
      '2024-10': [1, 0, 0, 1, 0, 1],
      '2025-02': [2, 0],
      '2025-03': [1],
      mean: [1, 0, 0, 1, 0, 1],
    })
  })

  it('count who is still to buy in a month or after it', async () => {
    const { mean, ...counts } = await triangle({ measure: 'on_or_after' })
    expect(counts).toEqual({ '2024-10': [1, 1, 1, 1, 1, 1], '2025-02': [2, 0], '2025-03': [1] })
    expect(mean).toEqual([1, 1 / 3, 1, 1, 1, 1])
  })

  it('know nothing of what happens after the period, and mark a month that is not over', async () => {
    const rows = await shop.ask(cohorts, { from: '2024-10-01', to: '2025-03-30', store: ['S1'] })
    expect(rows.map((row) => [row.month_index, row.retained_customers, row.is_unfinished])).toEqual([
      [0, 1, false],
      [1, 0, false],
      [2, 0, false],
      [3, 1, false],
      [4, 0, false],
      [5, 0, true],
      [0, 1, false],
      [1, 0, false],
      [2, 0, false],
      [3, 1, false],
      [4, 0, false],
    ])
  })

  it('are measured against the month before when asked', async () => {
    const rows = await shop.ask(cohorts, { ...year, versus: 'previous', store: ['S1'] })
    expect(
      rows.filter(({ cohort }) => cohort).map((row) => [row.base_customers, row.retention_rate]),
    ).toEqual([
      [1, 1],
      [1, 0],
      [0, null],
      [0, null],
      [1, 0],
      [0, null],
    ])
  })
})

describe('any order', () => {
  it('counts returns like purchases when asked', async () => {
    // ann first bought in January 2024; she brings tea back in February 2025 and exchanges jam in March.
    const recurring = await triangle({ start: 'recurring', counting: 'any_order', from: '2025-01-01' })
    expect(recurring).toMatchObject({ '2025-01': [2, 1, 2], '2025-02': [3, 1], '2025-03': [3] })
    const first = await triangle({ counting: 'any_order', from: '2024-01-01' })
    expect(first['2024-01']!.slice(12)).toEqual([1, 1, 1])
  })
})

describe('recurring cohorts', () => {
  it('hold everybody who bought in a month', async () => {
    const { mean, ...counts } = await triangle({ start: 'recurring' })
    // January: ann and bo. February: cy and di. March: zoe and bo.
    expect(counts).toEqual({
      '2024-10': [1, 0, 0, 1, 0, 1],
      '2025-01': [2, 0, 1],
      '2025-02': [2, 0],
      '2025-03': [2],
    })
    expect(mean).toEqual([1, 0, 1 / 3, 1, 0, 1])
  })

  it('have a mean of all customers, or of the rates', async () => {
    const { mean } = await triangle({ start: 'recurring', mean: 'simple' })
    expect(mean).toEqual([1, 0, 1 / 4, 1, 0, 1])
  })
})

describe('filters of cohorts', () => {
  it('choose customers by the purchase that makes them members; all purchases bring them back', async () => {
    expect(await triangle({ store: ['S2'] })).toEqual({ '2025-02': [1, 0], mean: [1, 0] })
    expect(await triangle({ store: ['S2'], start: 'recurring' })).toMatchObject({
      '2025-01': [1, 0, 1],
      '2025-02': [1, 0],
    })
    expect(await triangle({ channel: ['online'] })).toEqual({ '2025-02': [1, 0], mean: [1, 0] })
    expect(await triangle({ category: ['bakery'] })).toMatchObject({ '2024-10': [1, 0, 0, 1, 0, 1] })
  })

  it('take the stores a person may see for the chain', async () => {
    expect(await triangle({}, ['S2'])).toMatchObject({ '2025-01': [1, 0, 0], '2025-02': [1, 0] })
  })
})

describe('the interval', () => {
  it('is Wilson where those retained are a part of what they are measured against', async () => {
    const [first] = await shop.ask(cohorts, { ...year, from: '2025-02-01' })
    expect(first!.retention_rate_low).toBeCloseTo(2 / (2 + 1.959964 ** 2), 6)
    expect(first!.retention_rate_high).toBe(1)
    const [on] = await shop.ask(cohorts, { ...year, versus: 'previous' })
    expect(on!.retention_rate_low).toBeNull()
  })
})
