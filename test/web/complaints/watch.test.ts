import { expect, it } from 'vitest'
import { readBaseline, usualBaseline, watchedRange } from '../../../web/lib/complaints/watch.ts'

const october = { from: '2026-10-01', to: '2026-10-31' }

it('a short period is watched with at least half a year up to its end, from a Monday on', () => {
  expect(watchedRange(october)).toEqual({ from: '2026-04-27', to: '2026-10-31' })
})

it('a longer period is watched as it is', () => {
  const year = { from: '2025-11-01', to: '2026-10-31' }
  expect(watchedRange(year)).toEqual(year)
})

it('limits come from the 52 whole weeks before', () => {
  expect(usualBaseline({ from: '2026-04-29', to: '2026-10-31' })).toEqual({
    from: '2025-04-28',
    to: '2026-04-26',
  })
})

it('a baseline is kept by its days in the address; what is not understood is none', () => {
  const watched = watchedRange(october)
  expect(readBaseline(null, watched)).toEqual(usualBaseline(watched))
  expect(readBaseline('shown', watched)).toEqual(watched)
  expect(readBaseline('2025-01-06..2025-12-28', watched)).toEqual({ from: '2025-01-06', to: '2025-12-28' })
  expect(readBaseline('2025-12-28..2025-01-06', watched)).toBeNull()
  expect(readBaseline('lately', watched)).toBeNull()
})
