import { describe, expect, it } from 'vitest'
import { weightedLogOdds } from '../../server/stats/weighted-log-odds.ts'

describe('the lean of a term', () => {
  it('is 0 for a term used alike, and opposite for terms used the other way round', () => {
    const [alike, first, second] = weightedLogOdds([
      { one: 40, other: 40 },
      { one: 30, other: 5 },
      { one: 5, other: 30 },
    ])
    expect(alike).toBeCloseTo(0, 12)
    expect(first).toBeGreaterThan(3)
    expect(second).toBeCloseTo(-first!, 12)
  })

  it('is stronger the more often a term is used', () => {
    const rest = { one: 400, other: 400 }
    const [rare] = weightedLogOdds([{ one: 4, other: 1 }, rest])
    const [frequent] = weightedLogOdds([{ one: 80, other: 20 }, rest])
    expect(frequent!).toBeGreaterThan(rare!)
  })

  it('says nothing where one kind is missing', () => {
    expect(weightedLogOdds([{ one: 3, other: 0 }])).toEqual([0])
    expect(weightedLogOdds([])).toEqual([])
  })
})
