import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'
import { explained, min_n, scale } from './parameters.ts'
import { sums } from './sums.ts'

/** Where one store should begin: its items against those of the other stores, most pressing first. */
export const focus = defineMetric({
  id: 'satisfaction/focus',
  title: { en: 'Focus areas of a store', 'zh-CN': '门店改进重点' },
  definition: {
    en:
      'Each item’s mean rating in the store less that of the other stores, with a Welch interval. Importance = share of R² as among the drivers, over the whole chain. ' +
      'Priority = importance × the shortfall in points of the index (0–100): what the store could gain by catching up. Only a shortfall whose interval excludes 0 has a priority. ' +
      'Below the fewest answers [30] in the store nothing is compared.',
    'zh-CN':
      '门店各分项平均评分与其他门店之差，附 Welch 区间。重要性 = 全连锁驱动因素中占 R² 的比例。' +
      '优先度 = 重要性 × 差距（0–100 指数分）：追平后可得的提升；仅区间不含 0 的落后项有优先度。门店样本低于最少样本数 [30] 时不作比较。',
  },
  needs: ['surveys', 'survey_items', 'stores'],
  params: {
    ...period,
    ...filter,
    ...explained,
    ...scale,
    ...min_n,
    of: { kind: 'text', default: '', title: { en: 'Of which store', 'zh-CN': '门店' } },
  },
  reads: sums,
  columns: {
    item: column('text', 'Item', '分项'),
    n: column('count', 'Ratings of the store', '门店评分数'),
    rating: column('score', 'Rating of the store', '门店评分'),
    chain_n: column('count', 'Ratings of the others', '其他门店评分数'),
    chain_rating: column('score', 'Rating of the others', '其他门店评分'),
    difference: column('score', 'Difference', '差值'),
    difference_low: column('score', 'Difference, lower limit', '差值下限'),
    difference_high: column('score', 'Difference, upper limit', '差值上限'),
    verdict: column('text', 'Verdict', '结论', {
      words: wordsOf('focus_verdict', ['behind', 'alike', 'ahead', 'too_few_answers']),
    }),
    importance: column('ratio', 'Importance', '重要性'),
    priority: column('score', 'Priority', '优先度'),
  },
  examples: [
    { of: 'S1', min_n: 1 },
    { of: 'S3', min_n: 2, outcome: 'csat' },
  ],
})
