import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { amount_definition, population_definition } from './rfm-words.ts'
import { valuedNow } from './rfm.ts'

/** The corners of the Lorenz curve, at most one per hundredth of the customers, the lowest first. */
export const lorenz = defineMetric({
  id: 'value/lorenz',
  title: { en: 'Lorenz curve', 'zh-CN': '洛伦兹曲线' },
  definition: {
    en: `${population_definition.en}${amount_definition.en}Customers in ascending order of sales; share of customers against their share of the sales, at the last customer of each hundredth. Between two points the curve is straight.`,
    'zh-CN': `${population_definition['zh-CN']}${amount_definition['zh-CN']}客户按销售额升序排列；客户累计占比对销售累计占比，取每百分之一中最后一位客户处。两点之间为直线。`,
  },
  needs: ['purchases'],
  params: { ...period, ...filter, ...valuedNow },
  columns: {
    customers: column('count', 'Customers', '累计客户数'),
    share_of_customers: column('ratio', 'Share of customers', '客户累计占比'),
    share_of_amount: column('ratio', 'Share of sales', '销售累计占比'),
    amount_at_most: column('money', 'Sales at most', '单客销售额上限'),
  },
  examples: [{ amount_of: 'purchases', window_months: 24 }],
})
