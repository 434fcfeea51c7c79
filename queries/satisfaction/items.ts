import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'
import { explained, min_n, scale, scale_words, weights } from './parameters.ts'
import { sums } from './sums.ts'

/** How each survey item is rated and what was expected of it; by item. */
export const items = defineMetric({
  id: 'satisfaction/items',
  title: { en: 'Expectation and experience', 'zh-CN': '期望与体验' },
  definition: {
    en:
      'Rating = mean experienced, with a t interval; index = (rating − lowest) / (highest − lowest) × 100. ' +
      'Gap = experienced − expected, over the people who gave both, with a paired t interval: below 0 the item falls short of what was expected. ' +
      'Importance = mean of what customers state. Weight = its weight in the CSI at the end of the period. Below the fewest answers [30] a figure is not shown. ' +
      scale_words.en,
    'zh-CN':
      '评分 = 实际体验均值，附 t 区间；指数 =（评分 − 最低分）/（最高分 − 最低分）× 100。' +
      '差距 = 体验 − 期望，仅计两者都作答的客户，附配对 t 区间：小于 0 表示未达期望。重要性 = 客户自述均值。权重 = 期末在 CSI 中的权重。低于最少样本数 [30] 不显示。' +
      scale_words['zh-CN'],
  },
  needs: ['surveys', 'survey_items'],
  params: { ...period, ...filter, ...weights, ...explained, ...scale, ...min_n },
  reads: sums,
  columns: {
    item: column('text', 'Item', '分项'),
    n: column('count', 'Ratings', '评分数'),
    rating: column('score', 'Rating', '评分'),
    rating_low: column('score', 'Rating, lower limit', '评分下限'),
    rating_high: column('score', 'Rating, upper limit', '评分上限'),
    index: column('score', 'Index', '指数'),
    weight: column('ratio', 'Weight in the CSI', 'CSI 权重'),
    weights_version: column('count', 'Version of the weights', '权重版本'),
    importance: column('score', 'Stated importance', '自述重要性'),
    expected_n: column('count', 'Rated and expected', '期望与评分均作答数'),
    expected: column('score', 'Expected', '期望'),
    gap: column('score', 'Gap', '差距'),
    gap_low: column('score', 'Gap, lower limit', '差距下限'),
    gap_high: column('score', 'Gap, upper limit', '差距上限'),
    scale_low: column('score', 'Lowest of the scale', '量表最低分'),
    scale_high: column('score', 'Highest of the scale', '量表最高分'),
    scale_from: column('text', 'Scale known from', '量表依据', {
      words: wordsOf('scale_from', ['answers', 'said', 'chosen']),
    }),
  },
  examples: [
    { min_n: 1 },
    { weights: 'derived', min_n: 1, item: ['speed', 'taste'] },
    { weights: 'equal', scale: '1-7' },
  ],
})
