import { column } from '../column.ts'
import { segmentWords } from '../member-words.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { population_definition, rfm_definition, score_definition } from './rfm-words.ts'
import { valuedNow } from './rfm.ts'
import { rfmSegmentWords, tierWords } from './group-words.ts'

/** R, F and M of each customer with scores and groups; by customer id, a page at a time. */
export const customerScores = defineMetric({
  id: 'value/customer_scores',
  title: { en: 'Scores of each customer', 'zh-CN': '客户评分明细' },
  definition: {
    en: `${rfm_definition.en}${population_definition.en}${score_definition.en}Groups, segments and tiers as in the questions of these names.`,
    'zh-CN': `${rfm_definition['zh-CN']}${population_definition['zh-CN']}${score_definition['zh-CN']}分组、分群与层级口径同各自问题。`,
  },
  needs: ['purchases'],
  params: {
    ...period,
    ...filter,
    ...valuedNow,
    limit: { kind: 'count', default: 1000, min: 1, max: 1000, title: { en: 'Rows', 'zh-CN': '行数' } },
    offset: { kind: 'count', default: 0, min: 0, title: { en: 'Skip', 'zh-CN': '跳过' } },
  },
  columns: {
    customer_id: column('id', 'Customer ID', '客户编号'),
    recency_days: column('days', 'Recency', '最近购买天数'),
    frequency: column('count', 'Frequency', '频次'),
    amount: column('money', 'Sales', '销售额'),
    recency_score: column('count', 'R score', 'R 分'),
    frequency_score: column('count', 'F score', 'F 分'),
    monetary_score: column('count', 'M score', 'M 分'),
    value_group: column('id', 'Group', '分组', { words: segmentWords }),
    segment: column('id', 'Segment', '分群', { words: rfmSegmentWords }),
    tier: column('id', 'Tier', '层级', { words: tierWords }),
    total_customers: column('count', 'Customers in all', '客户总数'),
  },
  examples: [
    { scoring: 'rank_first', frequency_of: 'orders', amount_of: 'purchases', window_months: 24 },
    { scoring: 'cut_points', window_months: 3 },
    { scoring: 'fixed', frequency_of: 'orders', monetary_5: 40, monetary_4: 20 },
    { scoring: 'fixed', segment_map: 'rfm', limit: 3, offset: 1 },
  ],
})
