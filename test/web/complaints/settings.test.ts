import { describe, expect, it } from 'vitest'
import { listSettings, readSettings, writeSettings } from '../../../web/lib/complaints/settings.ts'

const from = (address: string) => {
  const search = new URLSearchParams(address)
  return [(name: string) => search.get(name), (name: string) => search.getAll(name)] as const
}

describe('when a complaint is overdue, closed or repeated', () => {
  it('is as the address says, and as usual where it says nothing that makes sense', () => {
    const [own] = from('due_days=3&closed_by=resolved')
    expect(readSettings(own)).toEqual({ due_days: 3, closed_by: 'resolved', repeat_days: 90 })
    const [odd] = from('due_days=-3&closed_by=lost&repeat_days=9999')
    expect(readSettings(odd)).toEqual({ due_days: 7, closed_by: 'answered', repeat_days: 90 })
  })

  it('is left out of the address where it is the usual', () => {
    expect(writeSettings({ due_days: 7, repeat_days: 30 })).toEqual({ due_days: null, repeat_days: '30' })
  })
})

it('a list behind a mark is told what the page is narrowed down to and what it counts by', () => {
  const address =
    'root_cause=cold+chain&root_cause=!training&repeat_days=30&due_days=7&satisfied_from=3&sort=clv'
  expect(listSettings(...from(address))).toEqual({
    ...{ root_cause: ['cold chain', '!training'], repeat_days: 30, satisfied_from: 3 },
  })
})
