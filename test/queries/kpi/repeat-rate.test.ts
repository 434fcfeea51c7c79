import { describe, expect, it } from 'vitest'
import { repeatRate } from '../../../queries/kpi/repeat_rate.ts'
import type { Asked } from '../../../server/engine/question.ts'
import { useCornerShop } from '../corner-shop-chain.ts'

const shop = useCornerShop()
const counts = async (asked: Asked = {}, stores?: string[]) =>
  (await shop.ask(repeatRate, asked, stores)).map((row) => [row.bucket, row.customers, row.repeat_customers])

describe('repeat rate', () => {
  it('looks back twelve months from the end of each bucket', async () => {
    expect(await counts()).toEqual([
      ['2025-01-01', 2, 1],
      ['2025-02-01', 4, 2],
      ['2025-03-01', 5, 2],
    ])
  })

  it('counts a day exactly twelve months back no more', async () => {
    expect(await counts({ from: '2025-01-08', to: '2025-01-08', grain: 'total' })).toEqual([
      ['2025-01-08', 2, 1],
    ])
    expect(await counts({ from: '2025-01-09', to: '2025-01-09', grain: 'total' })).toEqual([
      ['2025-01-09', 2, 1],
    ])
    expect(await counts({ from: '2025-01-10', to: '2025-01-10', grain: 'total' })).toEqual([
      ['2025-01-10', 2, 0],
    ])
  })

  it('takes two orders on one day for one occasion', async () => {
    expect(await counts({ store: ['S1'], from: '2025-03-31', grain: 'total' })).toEqual([
      ['2025-03-31', 2, 1],
    ])
  })

  it('counts only purchases that the filters keep', async () => {
    expect(await counts({ channel: ['online'], grain: 'total' })).toEqual([['2025-01-01', 2, 0]])
    expect(await counts({ region: ['West'], grain: 'total' })).toEqual([['2025-01-01', 2, 1]])
    expect(await counts({ category: ['tea'], grain: 'total' })).toEqual([['2025-01-01', 3, 2]])
    expect(await counts({ segment: ['important_keep'], grain: 'total' })).toEqual([['2025-01-01', 1, 1]])
    expect(await counts({ grain: 'total' }, ['S2'])).toEqual([['2025-01-01', 2, 0]])
  })

  it('has a Wilson interval', async () => {
    const [, , march] = await shop.ask(repeatRate)
    expect(march!.repeat_rate).toBeCloseTo(0.4, 12)
    expect(march!.repeat_rate_low).toBeCloseTo(0.117621, 6)
    expect(march!.repeat_rate_high).toBeCloseTo(0.769276, 6)
  })
})
