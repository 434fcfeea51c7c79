import { choice } from '../parameters.ts'

/** What parts customers into groups whose tenure is compared: always something of the first purchase. */
export const by = choice(['all', 'region', 'store', 'channel', 'category', 'grade', 'year'], 'all', {
  en: 'By',
  'zh-CN': '分组',
})
