import { column } from '../column.ts'
import type { Words } from '../metric.ts'
import { wordsOf } from '../words.ts'

/** What customers are told apart by. */
export const groupingWords: Words = {
  ...wordsOf('dimension', ['segment', 'grade', 'region']),
  ...wordsOf('roi_by', ['all', 'join_channel', 'spend']),
}

/** A group of customers. */
export const groupColumn = column('text', 'Group', '分组', {
  words: { '': 'roi_group_none', 'all.all': 'roi_everyone' },
  within: '$by',
  member_of: '$by',
})
