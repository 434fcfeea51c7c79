import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { valued } from './rfm.ts'

/** R, F and M of each customer with scores and groups; by customer id, a page at a time. */
export const customerScores = defineMetric({
  id: 'value/customer_scores',
  title: { en: 'Scores of each customer', 'zh-CN': '客户评分明细' },
  definition: {
    en: 'R = days from the last purchase to the last day of the period, F = occasions (days with a purchase; option: orders), M = net sales including returns (option: without returns), all in the window of [12] months that ends with the period. Customers = those with at least one purchase in the window; only purchases that match the filters count. Scores: quantile = 1 + floor(5 × share of customers strictly worse), so equal ones are never split; rank_first = fifths of positions as pandas.qcut cuts them, equal frequencies told apart by customer ID (R and M stay together); cut_points = one more for each quantile at 20, 40, 60, 80 % (interpolated) exceeded by one or more; fixed = limits as given. Groups, segments and tiers as in the questions of these names.',
    'zh-CN':
      'R = 最近一次购买距期末的天数，F = 购买时机数（有购买的天数；可选订单数），M = 净销售额（含退货；可选不含），均为截至期末的 [12] 个月窗口。客户 = 窗口内至少购买一次者；只计符合筛选条件的购买。评分：quantile = 1 + floor(5 × 严格更差的客户占比)，同值不拆分；rank_first = 与 pandas.qcut 相同的五等分，频次相同者按客户编号区分先后（R、M 同值不拆分）；cut_points = 每高出 20、40、60、80 % 分位数（插值）至少 1 加一分；fixed = 按给定阈值。分组、分群与层级口径同各自问题。',
  },
  needs: ['purchases'],
  params: {
    ...period,
    ...filter,
    ...valued,
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
    value_group: column('id', 'Group', '分组'),
    segment: column('id', 'Segment', '分群'),
    tier: column('id', 'Tier', '层级'),
    total_customers: column('count', 'Customers in all', '客户总数'),
  },
  examples: [
    { scoring: 'rank_first', frequency_of: 'orders', amount_of: 'purchases', window_months: 24 },
    { scoring: 'cut_points', window_months: 3 },
    { scoring: 'fixed', frequency_of: 'orders', monetary_5: 40, monetary_4: 20 },
    { scoring: 'fixed', segment_map: 'rfm', limit: 3, offset: 1 },
  ],
})
