import { describe, expect, it } from 'vitest'
import { ledgerMonths, monthlyCost } from '../../../web/lib/roi/cost-kinds.ts'

const entries = [
  { month: '2025-11-01', kind: 'staff', cost: 3 },
  { month: '2026-02-01', kind: 'media', cost: 10 },
  { month: '2025-11-01', kind: 'staff', cost: 4 },
  { month: '2026-02-01', kind: 'staff', cost: null },
]

describe('costs over time', () => {
  it('run from the first month booked to the last, the months between too', () => {
    expect(ledgerMonths(entries)).toEqual(['2025-11-01', '2025-12-01', '2026-01-01', '2026-02-01'])
    expect(ledgerMonths([])).toEqual([])
  })

  it('are the sum of a kind’s entries, and nothing where nothing was booked', () => {
    const months = ledgerMonths(entries)
    expect(monthlyCost(entries, 'staff', months)).toEqual([7, 0, 0, 0])
    expect(monthlyCost(entries, 'media', months)).toEqual([0, 0, 0, 10])
  })
})
