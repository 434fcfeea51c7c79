import { expect, test } from 'vitest'
import { guessColumns } from '../../../web/lib/data/guess-columns.ts'

test('a column named like a field, in either language and however written, fills it', () => {
  expect(guessColumns('grades', ['Customer ID', '生效日期', 'GRADE', 'Note'], [])).toEqual({
    customer_id: 'Customer ID',
    effective_on: '生效日期',
    grade: 'GRADE',
  })
})

test('what was suggested for the table comes before names', () => {
  const suggestion = {
    source: 's',
    column: 'Level',
    table: 'grades' as const,
    field: 'grade',
    confidence: 0.9,
    reason: 'synonym' as const,
  }
  expect(guessColumns('grades', ['Level', 'grade'], [suggestion])).toEqual({ grade: 'Level' })
})

test('one column fills one field', () => {
  const suggestions = ['starts_on', 'ends_on'].map((field) => ({
    source: 's',
    column: 'Day',
    table: 'campaigns' as const,
    field,
    confidence: 0.6,
    reason: 'part_of_name' as const,
  }))
  expect(guessColumns('campaigns', ['Day'], suggestions)).toEqual({ starts_on: 'Day' })
})
