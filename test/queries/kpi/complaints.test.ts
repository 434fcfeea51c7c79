import { describe, expect, it } from 'vitest'
import { complaints } from '../../../queries/kpi/complaints.ts'
import type { Asked } from '../../../server/engine/question.ts'
import { useCornerShop } from '../corner-shop-chain.ts'

const shop = useCornerShop()
const counts = async (asked: Asked = {}, stores?: string[]) => {
  const [row] = await shop.ask(complaints, { grain: 'total', ...asked }, stores)
  return row && [row.complaints, row.orders, row.complaints_per_1000_orders]
}

describe('complaints', () => {
  it('count on the day they are received, against the orders of the same bucket', async () => {
    const rows = await shop.ask(complaints, { to: '2025-01-31', grain: 'week' })
    expect(
      rows.map((row) => [row.bucket, row.complaints, row.orders, row.complaints_per_1000_orders]),
    ).toEqual([
      ['2024-12-30', 0, 2, 0],
      ['2025-01-06', 1, 0, null],
      ['2025-01-20', 0, 1, 0],
    ])
  })

  it('add up their compensation; what nobody noted is unknown, no complaint costs nothing', async () => {
    const rows = await shop.ask(complaints)
    expect(rows.map((row) => row.compensation_amount)).toEqual([4, null, 1])
    const [quiet] = await shop.ask(complaints, { from: '2025-01-20', to: '2025-01-20' })
    expect(quiet!.compensation_amount).toBe(0)
  })

  it('take store, channel and customer from their order, the category from their product or else the order', async () => {
    expect(await counts()).toEqual([3, 9, expect.closeTo(1000 / 3, 9)])
    expect(await counts({ store: ['S1'] })).toEqual([1, 3, expect.closeTo(1000 / 3, 9)])
    expect(await counts({ region: ['West'] })).toEqual([1, 3, expect.closeTo(1000 / 3, 9)])
    expect(await counts({ channel: ['online'] })).toEqual([1, 2, 500])
    expect(await counts({ category: ['tea'] })).toEqual([1, 4, 250])
    expect(await counts({ category: ['pantry'] })).toEqual([1, 2, 500])
    expect(await counts({ segment: ['important_value'] })).toEqual([1, 3, expect.closeTo(1000 / 3, 9)])
    expect(await counts({ grade: ['silver'] })).toEqual([2, 3, expect.closeTo(2000 / 3, 9)])
    expect(await counts({}, ['S2'])).toEqual([1, 3, expect.closeTo(1000 / 3, 9)])
  })
})
