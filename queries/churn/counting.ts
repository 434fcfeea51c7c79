import { choice } from '../parameters.ts'

/** What makes a customer active in a month. */
export const counting = choice(['purchases', 'any_order'], 'purchases', {
  en: 'Active through',
  'zh-CN': '活跃依据',
})
