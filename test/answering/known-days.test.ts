import { describe, expect, it } from 'vitest'
import { knownDays } from '../../server/answering/known-days.ts'

const days = (first_day: string | null, last_day: string | null) => ({ first_day, last_day })
const chain = (sold: readonly object[], fresh: readonly object[]) =>
  knownDays((id) => Promise.resolve(id === 'data/coverage' ? sold : fresh))

describe('the days that the data tell of', () => {
  it('are those with purchases, whatever else happened before or after', async () => {
    const fresh = [{ table_name: 'surveys', ...days('2024-01-01', '2026-12-31') }]
    expect(await chain([{ ...days('2025-01-01', '2025-12-31'), stores: 3 }], fresh)).toEqual(
      days('2025-01-01', '2025-12-31'),
    )
  })

  it('without purchases are those on which anything happened, not days ahead or those of members', async () => {
    const fresh = [
      { table_name: 'complaints', ...days('2025-03-01', '2025-06-30') },
      { table_name: 'surveys', ...days('2025-02-01', '2025-05-31') },
      { table_name: 'holidays', ...days('2020-01-01', '2030-12-31') },
      { table_name: 'stores', ...days(null, null) },
    ]
    expect(await chain([], fresh)).toEqual(days('2025-02-01', '2025-06-30'))
  })

  it('are none where nothing happened', async () => {
    expect(await chain([], [{ table_name: 'stores', ...days(null, null) }])).toEqual(days(null, null))
  })
})
