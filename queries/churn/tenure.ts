import { choice } from '../parameters.ts'

/** What parts customers into groups whose tenure is compared: something of the first purchase, or how the customer joined. */
export const by = choice(
  ['all', 'region', 'store', 'channel', 'category', 'grade', 'join_channel', 'year'],
  'all',
  {
    en: 'By',
    'zh-CN': '分组',
  },
)
