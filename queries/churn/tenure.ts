import { column } from '../column.ts'
import { choice } from '../parameters.ts'
import { wordsOf } from '../words.ts'

const groupings = ['all', 'region', 'store', 'channel', 'category', 'grade', 'join_channel', 'year'] as const

/** What parts customers into groups whose tenure is compared: something of the first purchase, or how the customer joined. */
export const by = choice(groupings, 'all', { en: 'By', 'zh-CN': '分组' }, wordsOf('churn_by', groupings))

/** What a group is called. */
export const groupName = column('text', 'Name', '名称', {
  words: { 'all.all': 'churn_everybody' },
  within: '$by',
  member_of: '$by',
})
