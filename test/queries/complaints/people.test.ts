import { describe, expect, it } from 'vitest'
import { backlog } from '../../../queries/complaints/backlog.ts'
import { lenses } from '../../../queries/complaints/case-filter.ts'
import { pareto } from '../../../queries/complaints/pareto.ts'
import { list } from '../../../queries/customers/list.ts'
import type { Asked } from '../../../server/engine/question.ts'
import { useCornerShop } from '../corner-shop-chain.ts'
import { serviceDesk } from './desk.ts'

const shop = useCornerShop(serviceDesk)
const people = async (asked: Asked) =>
  (await shop.ask(list, { who: 'complaint_about', sort: 'customer_id', descending: 'false', ...asked })).map(
    ({ customer_id }) => customer_id,
  )

describe('the customers behind a bar of causes', () => {
  it.each(lenses)('are as many as the bar counts, by %s, also of what is not known yet', async (lens) => {
    for (const { member, customers } of await shop.ask(pareto, { lens }))
      expect([member, (await people({ method: lens, of: member ?? '' })).length]).toEqual([member, customers])
  })

  it('keep to what the page is narrowed down to, or leaves out', async () => {
    expect(await people({ method: 'category', of: 'quality' })).toEqual(['ann', 'bo'])
    expect(await people({ product: ['P1'], root_cause: ['cold chain'] })).toEqual(['ann'])
    expect(await people({ root_cause: ['training'] })).toEqual([])
    expect(await people({ product: ['!P1'] })).toEqual(['bo'])
    expect(await people({ method: 'store', of: 'S2', complaint_subcategory: ['stale'] })).toEqual([])
    expect(await people({ method: 'store', of: 'S2' })).toEqual(['bo'])
  })
})

describe('the customers behind how complaints are handled', () => {
  it('came back within the days that the page says: ann after 76, bo after 70', async () => {
    expect(await people({ method: 'repeat' })).toEqual(['ann', 'bo'])
    expect(await people({ method: 'repeat', repeat_days: 75 })).toEqual(['bo'])
    expect(await people({ method: 'repeat', repeat_days: 69 })).toEqual([])
  })

  it('were responded to late or compensated', async () => {
    expect(await people({ method: 'late' })).toEqual(['bo'])
    expect(await people({ method: 'late', root_cause: ['training'] })).toEqual([])
    expect(await people({ method: 'compensated' })).toEqual(['ann'])
    expect(await people({ method: 'compensated', complaint_subcategory: ['!stale'] })).toEqual([])
  })

  it('wait at a stage at the end of the period, or anywhere for longer than the page allows', async () => {
    expect(await people({ method: 'stage', of: 'investigated' })).toEqual(['ann'])
    expect(await people({ method: 'stage', of: 'investigated', product: ['P2'] })).toEqual([])
    expect(await people({ method: 'open' })).toEqual(['ann', 'bo'])
    // ann waits since 20 March, eleven days; bo since the 31st
    expect(await people({ method: 'overdue' })).toEqual(['ann'])
    expect(await people({ method: 'overdue', due_days: 10 })).toEqual(['ann'])
    expect(await people({ method: 'overdue', due_days: 11 })).toEqual([])
    expect(await people({ method: 'overdue', of: 'received' })).toEqual([])
  })

  it('are not waiting from the stage on that closes a complaint: bo’s was resolved on the 25th and answered on the 26th', async () => {
    const on = (to: string, closed_by: string) => people({ method: 'open', to, closed_by })
    expect([await on('2025-01-25', 'answered'), await on('2025-01-25', 'resolved')]).toEqual([['bo'], []])
    const rows = await shop.ask(backlog, { to: '2025-01-25', from: '2025-01-25', closed_by: 'resolved' })
    expect(rows).toMatchObject([{ open_complaints: 0 }])
  })

  it('entered a stage, were closed or followed up in the period, whenever they complained', async () => {
    const february = { from: '2025-02-01', to: '2025-02-28' }
    expect(await people({ ...february, method: 'entered', of: 'answered' })).toEqual(['bo'])
    expect(await people({ ...february, method: 'closed' })).toEqual(['bo'])
    expect(await people({ from: '2025-01-01', to: '2025-01-28', method: 'closed' })).toEqual(['ann', 'bo'])
    // over the quarter bo’s complaint was closed for the last time in February
    expect(await people({ from: '2025-02-03', method: 'closed' })).toEqual(['bo'])
    expect(await people({ method: 'followed_up' })).toEqual(['ann', 'bo'])
    expect(await people({ method: 'dissatisfied' })).toEqual(['bo'])
    expect(await people({ method: 'dissatisfied', satisfied_from: 3 })).toEqual([])
  })
})
