import { choice } from '../parameters.ts'
import { wordsOf } from '../words.ts'

const countings = ['purchases', 'any_order'] as const

/** What makes a customer active in a month. */
export const counting = choice(
  countings,
  'purchases',
  { en: 'Active through', 'zh-CN': '活跃依据' },
  wordsOf('churn_counting', countings),
)
