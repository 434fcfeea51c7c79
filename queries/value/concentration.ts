import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { amount_definition, population_definition } from './rfm-words.ts'
import { valuedNow } from './rfm.ts'

/** How unevenly customers buy; one row, none without customers. */
export const concentration = defineMetric({
  id: 'value/concentration',
  title: { en: 'Concentration', 'zh-CN': '集中度' },
  definition: {
    en: `${population_definition.en}${amount_definition.en}Gini = 2 Σ i xᵢ / (n Σ x) − (n + 1) / n over ascending sales, uncorrected; 0 = all alike. Share of the top 20% = 1 − Lorenz curve at 80%, the customer at the cut in part.`,
    'zh-CN': `${population_definition['zh-CN']}${amount_definition['zh-CN']}基尼系数 = 2 Σ i xᵢ / (n Σ x) − (n + 1) / n（升序，未校正）；0 = 完全均等。前 20% 占比 = 1 − 洛伦兹曲线在 80% 处的值，切点客户按比例计。`,
  },
  needs: ['purchases'],
  params: { ...period, ...filter, ...valuedNow },
  columns: {
    customers: column('count', 'Customers', '客户数'),
    amount: column('money', 'Sales', '销售额'),
    gini: column('quantity', 'Gini', '基尼系数'),
    top_1_percent: column('ratio', 'Share of the top 1%', '前 1% 占比'),
    top_10_percent: column('ratio', 'Share of the top 10%', '前 10% 占比'),
    top_20_percent: column('ratio', 'Share of the top 20%', '前 20% 占比'),
    top_50_percent: column('ratio', 'Share of the top 50%', '前 50% 占比'),
  },
  examples: [{ amount_of: 'purchases', window_months: 24 }],
})
