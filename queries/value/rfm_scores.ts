import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { valued } from './rfm.ts'

/** What each score of R, F and M stands for; one row per measure and score that a customer has. */
export const rfmScores = defineMetric({
  id: 'value/rfm_scores',
  title: { en: 'What the scores stand for', 'zh-CN': '评分区间' },
  definition: {
    en: 'The values of R (days), F (times) and M (amount) between which the customers of each score lie. R = days from the last purchase to the last day of the period, F = occasions (days with a purchase; option: orders), M = net sales including returns (option: without returns), all in the window of [12] months that ends with the period. Customers = those with at least one purchase in the window; only purchases that match the filters count. Scores: quantile = 1 + floor(5 × share of customers strictly worse), so equal ones are never split; rank_first = fifths of positions as pandas.qcut cuts them, equal frequencies told apart by customer ID (R and M stay together); cut_points = one more for each quantile at 20, 40, 60, 80 % (interpolated) exceeded by one or more; fixed = limits as given.',
    'zh-CN':
      '各分数客户的 R（天）、F（次）、M（金额）取值范围。R = 最近一次购买距期末的天数，F = 购买时机数（有购买的天数；可选订单数），M = 净销售额（含退货；可选不含），均为截至期末的 [12] 个月窗口。客户 = 窗口内至少购买一次者；只计符合筛选条件的购买。评分：quantile = 1 + floor(5 × 严格更差的客户占比)，同值不拆分；rank_first = 与 pandas.qcut 相同的五等分，频次相同者按客户编号区分先后（R、M 同值不拆分）；cut_points = 每高出 20、40、60、80 % 分位数（插值）至少 1 加一分；fixed = 按给定阈值。',
  },
  needs: ['purchases'],
  params: { ...period, ...filter, ...valued },
  columns: {
    measure: column('text', 'Measure', '指标'),
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
