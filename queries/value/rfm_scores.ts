import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { population_definition, rfm_definition, score_definition } from './rfm-words.ts'
import { valuedNow } from './rfm.ts'

/** What each score of R, F and M stands for; one row per measure and score that a customer has. */
export const rfmScores = defineMetric({
  id: 'value/rfm_scores',
  title: { en: 'What the scores stand for', 'zh-CN': '评分区间' },
  definition: {
    en: `The values of R (days), F (times) and M (amount) between which the customers of each score lie. ${rfm_definition.en}${population_definition.en}${score_definition.en}`,
    'zh-CN': `各分数客户的 R（天）、F（次）、M（金额）取值范围。${rfm_definition['zh-CN']}${population_definition['zh-CN']}${score_definition['zh-CN']}`,
  },
  needs: ['purchases'],
  params: { ...period, ...filter, ...valuedNow },
  columns: {
    measure: column('text', 'Measure', '指标', {
      words: { recency: 'value_measure_r', frequency: 'value_measure_f', monetary: 'value_measure_m' },
    }),
    score: column('count', 'Score', '分数'),
    customers: column('count', 'Customers', '客户数'),
    lowest: column('quantity', 'From', '最小值'),
    highest: column('quantity', 'To', '最大值'),
    mean: column('quantity', 'Mean', '平均值'),
  },
  examples: [
    { scoring: 'rank_first', frequency_of: 'orders', amount_of: 'purchases', window_months: 24 },
    { scoring: 'cut_points', window_months: 3 },
    { scoring: 'fixed', frequency_of: 'orders', monetary_5: 40, monetary_4: 20 },
  ],
})
