import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { valued } from './rfm.ts'

/** Customers by score of recency and frequency; one row per cell with customers, the most recent first. */
export const rfmGrid = defineMetric({
  id: 'value/rfm_grid',
  title: { en: 'RFM grid', 'zh-CN': 'RFM 网格' },
  definition: {
    en: 'R = days from the last purchase to the last day of the period, F = occasions (days with a purchase; option: orders), M = net sales including returns (option: without returns), all in the window of [12] months that ends with the period. Customers = those with at least one purchase in the window; only purchases that match the filters count. Scores: quantile = 1 + floor(5 × share of customers strictly worse), so equal ones are never split; rank_first = fifths of positions as pandas.qcut cuts them, equal frequencies told apart by customer ID (R and M stay together); cut_points = one more for each quantile at 20, 40, 60, 80 % (interpolated) exceeded by one or more; fixed = limits as given. R is reversed: the most recent score 5.',
    'zh-CN':
      'R = 最近一次购买距期末的天数，F = 购买时机数（有购买的天数；可选订单数），M = 净销售额（含退货；可选不含），均为截至期末的 [12] 个月窗口。客户 = 窗口内至少购买一次者；只计符合筛选条件的购买。评分：quantile = 1 + floor(5 × 严格更差的客户占比)，同值不拆分；rank_first = 与 pandas.qcut 相同的五等分，频次相同者按客户编号区分先后（R、M 同值不拆分）；cut_points = 每高出 20、40、60、80 % 分位数（插值）至少 1 加一分；fixed = 按给定阈值。R 反向：越近越高。',
  },
  needs: ['purchases'],
  params: { ...period, ...filter, ...valued },
  columns: {
    recency_score: column('count', 'R score', 'R 分'),
    frequency_score: column('count', 'F score', 'F 分'),
    customers: column('count', 'Customers', '客户数'),
    share_of_customers: column('ratio', 'Share of customers', '客户占比'),
    amount: column('money', 'Sales', '销售额'),
    share_of_amount: column('ratio', 'Share of sales', '销售占比'),
    mean_recency_days: column('days', 'Mean recency', '平均最近购买天数'),
    mean_frequency: column('quantity', 'Mean frequency', '平均频次'),
    mean_amount: column('money', 'Mean amount', '人均金额'),
    mean_monetary_score: column('score', 'Mean M score', '平均 M 分'),
  },
  examples: [
    { scoring: 'rank_first', frequency_of: 'orders', amount_of: 'purchases', window_months: 24 },
    { scoring: 'cut_points', window_months: 3 },
    { scoring: 'fixed', frequency_of: 'orders', monetary_5: 40, monetary_4: 20 },
  ],
})
