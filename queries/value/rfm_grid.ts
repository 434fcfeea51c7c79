import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { population_definition, rfm_definition, score_definition } from './rfm-words.ts'
import { valuedNow } from './rfm.ts'

/** Customers by score of recency and frequency; one row per cell with customers, the most recent first. */
export const rfmGrid = defineMetric({
  id: 'value/rfm_grid',
  title: { en: 'RFM grid', 'zh-CN': 'RFM 网格' },
  definition: {
    en: `${rfm_definition.en}${population_definition.en}${score_definition.en}R is reversed: the most recent score 5.`,
    'zh-CN': `${rfm_definition['zh-CN']}${population_definition['zh-CN']}${score_definition['zh-CN']}R 反向：越近越高。`,
  },
  needs: ['purchases'],
  params: { ...period, ...filter, ...valuedNow },
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
