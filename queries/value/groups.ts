import { column } from '../column.ts'
import { segmentWords } from '../member-words.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { population_definition, rfm_definition } from './rfm-words.ts'
import { valued } from './rfm.ts'

/** The eight value groups now and at the end of the period compared with; one row per group with customers in either. */
export const valueGroups = defineMetric({
  id: 'value/groups',
  title: { en: 'Eight value groups', 'zh-CN': '八类价值分组' },
  definition: {
    en: `${rfm_definition.en}${population_definition.en}Each of R, F and M is high when it is at least as good as the mean of these customers (option: than a threshold). 重要价值 (important: value) = R, F and M high; 重要保持 (keep) = F and M high; 重要发展 (develop) = R and M high; 重要挽留 (win back) = M high only; the four 一般 (general) groups are the same with M low. At the end of the data and with the default settings these are the segments of the filter bar.`,
    'zh-CN': `${rfm_definition['zh-CN']}${population_definition['zh-CN']}R、F、M 各自不差于这些客户的平均值为高（可选：阈值）。重要价值 = R、F、M 皆高；重要保持 = F、M 高；重要发展 = R、M 高；重要挽留 = 仅 M 高；四个“一般”分组为 M 低时的同样划分。在数据末日、默认设置下，与筛选栏的“客群”一致。`,
  },
  needs: ['purchases'],
  params: { ...period, ...filter, ...valued },
  columns: {
    value_group: column('id', 'Group', '分组', { words: segmentWords }),
    customers: column('count', 'Customers', '客户数'),
    share_of_customers: column('ratio', 'Share of customers', '客户占比'),
    amount: column('money', 'Sales', '销售额'),
    share_of_amount: column('ratio', 'Share of sales', '销售占比'),
    base_customers: column('count', 'Customers, comparison', '对比期客户数'),
    base_share_of_customers: column('ratio', 'Share of customers, comparison', '对比期客户占比'),
    base_amount: column('money', 'Sales, comparison', '对比期销售额'),
    base_share_of_amount: column('ratio', 'Share of sales, comparison', '对比期销售占比'),
    mean_recency_days: column('days', 'Mean recency', '平均最近购买天数'),
    mean_frequency: column('quantity', 'Mean frequency', '平均频次'),
    mean_amount: column('money', 'Mean amount', '人均金额'),
  },
  examples: [
    { base_to: '2025-01-31' },
    { split: 'threshold', recency_high: 30, frequency_high: 2, monetary_high: 15, window_months: 24 },
  ],
})
