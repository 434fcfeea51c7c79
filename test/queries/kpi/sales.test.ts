import { describe, expect, it } from 'vitest'
import { sales } from '../../../queries/kpi/sales.ts'
import type { Asked } from '../../../server/engine/question.ts'
import { useCornerShop } from '../corner-shop-chain.ts'

const shop = useCornerShop()
const netSales = async (asked: Asked, stores?: string[]) =>
  (await shop.ask(sales, { grain: 'total', ...asked }, stores))[0]?.net_sales ?? null

describe('net sales', () => {
  it('are what each month sold, returns counted on the day they come back', async () => {
    const months = await shop.ask(sales)
    expect(months.map(({ bucket, net_sales, orders }) => [bucket, net_sales, orders])).toEqual([
      ['2025-01-01', 57, 3],
      ['2025-02-01', 37, 3],
      ['2025-03-01', 20, 3],
    ])
  })

  it('leave out a cancelled order altogether', async () => {
    expect(await netSales({ from: '2025-02-11', to: '2025-02-12' })).toBeNull()
  })

  it('belong to the local day: half past one in Shanghai is the evening before in London', async () => {
    expect(await netSales({ from: '2025-01-31', to: '2025-01-31' })).toBeNull()
    expect(await netSales({ from: '2025-02-01', to: '2025-02-01' })).toBe(10)
  })

  it('of a first and a last day both count', async () => {
    expect(await netSales({ from: '2025-01-03', to: '2025-01-20' })).toBe(57)
  })

  it('fall into weeks that start on Monday', async () => {
    const weeks = await shop.ask(sales, { from: '2025-01-01', to: '2025-01-20', grain: 'week' })
    expect(weeks.map(({ bucket }) => bucket)).toEqual(['2024-12-30', '2025-01-20'])
  })

  it('over the whole period are dated with its first day', async () => {
    const [total] = await shop.ask(sales, { from: '2025-01-02', grain: 'total' })
    expect(total).toMatchObject({ bucket: '2025-01-02', net_sales: 114 })
  })
})

describe('filters of sales', () => {
  it.each([
    [{ region: ['East'] }, 80],
    [{ region: ['West'] }, 34],
    [{ store: ['S1'] }, 45],
    [{ store: ['S1', 'S3'] }, 79],
    [{ region: ['East'], store: ['S3'] }, null],
    [{ channel: ['online'] }, 22],
    [{ category: ['tea'] }, 50],
    [{ category: ['pantry'] }, 12],
    [{ grade: ['silver'] }, 55],
    [{ grade: ['gold'] }, -12],
    [{ segment: ['important_value'] }, 27],
    [{ segment: ['important_value'], category: ['tea'] }, 10],
  ])('%j keep %s', async (filter, expected) => {
    expect(await netSales(filter)).toBe(expected)
  })

  it('by category leave of an order what is in the category: a returned remainder is no order', async () => {
    const [tea] = await shop.ask(sales, { category: ['tea'], grain: 'total' })
    expect(tea).toMatchObject({ net_sales: 50, orders: 4, units: 5 })
    const [pantry] = await shop.ask(sales, { category: ['pantry'], grain: 'total' })
    expect(pantry).toMatchObject({ net_sales: 12, orders: 2, units: 1 })
  })

  it('by two categories count an order with both once', async () => {
    const [both] = await shop.ask(sales, { category: ['tea', 'bakery'], grain: 'total' })
    expect(both).toMatchObject({ net_sales: 95, orders: 8 })
  })

  it('never reach beyond the stores in scope', async () => {
    expect(await netSales({}, ['S3'])).toBe(34)
    expect(await netSales({ store: ['S1'] }, ['S3'])).toBeNull()
    expect(await netSales({}, [])).toBeNull()
  })
})

describe('what an order is worth', () => {
  it('is net sales over orders, with units and identified share beside it', async () => {
    const [january] = await shop.ask(sales, { to: '2025-01-31' })
    expect(january).toMatchObject({
      identified_net_sales: 52,
      units: 7,
      average_order_value: 19,
      discount_amount: 3,
    })
    expect(january!.identified_share).toBeCloseTo(52 / 57, 12)
    expect(january!.units_per_order).toBeCloseTo(7 / 3, 12)
  })

  it('is unknown where there are returns but no order', async () => {
    const [day] = await shop.ask(sales, { from: '2025-02-02', to: '2025-02-02' })
    expect(day).toMatchObject({ net_sales: -10, orders: 0, average_order_value: null, units_per_order: null })
  })
})

describe('gross margin', () => {
  it('takes the cost of the line or else of the product, and leaves out lines without either', async () => {
    const months = await shop.ask(sales)
    expect(months.map(({ gross_margin }) => gross_margin)).toEqual([33, 21, 9])
  })

  it('is unknown where no cost is', async () => {
    const [card] = await shop.ask(sales, { from: '2025-03-01', to: '2025-03-01' })
    expect(card).toMatchObject({ net_sales: 7, gross_margin: null, discount_amount: null })
  })
})
