import { describe, expect, it } from 'vitest'
import { customers } from '../../../queries/kpi/customers.ts'
import type { Asked } from '../../../server/engine/question.ts'
import { useCornerShop } from '../corner-shop-chain.ts'

const shop = useCornerShop()
const total = async (asked: Asked, stores?: string[]) =>
  (await shop.ask(customers, { grain: 'total', ...asked }, stores))[0]

describe('active customers', () => {
  it('are new, or return', async () => {
    const months = await shop.ask(customers)
    expect(months.map((month) => Object.values(month))).toEqual([
      ['2025-01-01', 2, 0, 2, 2],
      ['2025-02-01', 2, 2, 0, 0],
      ['2025-03-01', 2, 1, 1, 0],
    ])
  })

  it('count once in a quarter, however often they buy', async () => {
    expect(await total({})).toMatchObject({ active_customers: 5, new_customers: 3, returning_customers: 2 })
  })

  it('need a purchase: a return or an exchange for less does not make one', async () => {
    expect(await total({ from: '2025-02-02', to: '2025-02-02' })).toBeUndefined()
    expect(await total({ from: '2025-03-05', to: '2025-03-05' })).toBeUndefined()
  })
})

describe('reactivated customers', () => {
  it('were away for more than the gap: exactly that long is not long enough', async () => {
    expect(await total({ from: '2025-01-20', to: '2025-01-20', lapse_days: 107 })).toMatchObject({
      reactivated_customers: 0,
    })
    expect(await total({ from: '2025-01-20', to: '2025-01-20', lapse_days: 106 })).toMatchObject({
      reactivated_customers: 1,
    })
  })

  it('are judged by the first purchase of the bucket', async () => {
    expect(await total({ lapse_days: 60 })).toMatchObject({ active_customers: 5, reactivated_customers: 2 })
  })

  it('are unknown where they are left out, and the others the same', async () => {
    for (const filter of [{}, { region: ['East'] }, { category: ['tea'] }, { channel: ['online'] }]) {
      const counted = (await total({ ...filter, lapse_days: 60 }))!
      const left_out = await total({ ...filter, lapse_days: 60, reactivated: 'left_out' })
      expect(left_out).toEqual({ ...counted, reactivated_customers: null })
    }
  })
})

describe('filters of customers', () => {
  it('choose the purchases that make a customer active', async () => {
    expect(await total({ store: ['S2'] })).toMatchObject({ active_customers: 2, new_customers: 1 })
    expect(await total({ channel: ['online'] })).toMatchObject({ active_customers: 2, new_customers: 1 })
    expect(await total({ category: ['tea'] })).toMatchObject({ active_customers: 3, new_customers: 1 })
    expect(await total({ category: ['pantry'] })).toMatchObject({ active_customers: 2, new_customers: 1 })
    expect(await total({ grade: ['silver'] })).toMatchObject({ active_customers: 2, new_customers: 0 })
    expect(await total({ segment: ['general_develop'] })).toMatchObject({
      active_customers: 2,
      new_customers: 2,
    })
  })

  it('do not make a customer new who bought elsewhere before', async () => {
    expect(await total({ store: ['S2'], from: '2025-01-20', to: '2025-01-20' })).toMatchObject({
      active_customers: 1,
      new_customers: 0,
      reactivated_customers: 1,
    })
  })
})

describe('scope of customers', () => {
  it('is a chain of its own: who bought only outside before is new there', async () => {
    expect(await total({ from: '2025-01-20', to: '2025-01-20' }, ['S2'])).toMatchObject({
      active_customers: 1,
      new_customers: 1,
      reactivated_customers: 0,
    })
  })
})
