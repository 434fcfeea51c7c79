import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { valued } from './rfm.ts'

/** The corners of the Lorenz curve, at most one per hundredth of the customers, the lowest first. */
export const lorenz = defineMetric({
  id: 'value/lorenz',
  title: { en: 'Lorenz curve', 'zh-CN': '洛伦兹曲线' },
  definition: {
    en: 'Customers = those with at least one purchase in the window; only purchases that match the filters count. Sales of each customer = net sales including returns in the window of [12] months that ends with the period (option: without returns). Customers in ascending order of sales; share of customers against their share of the sales, at the last customer of each hundredth. Between two points the curve is straight.',
    'zh-CN':
      '客户 = 窗口内至少购买一次者；只计符合筛选条件的购买。客户销售额 = 截至期末 [12] 个月窗口内的净销售额，含退货（可选不含）。客户按销售额升序排列；客户累计占比对销售累计占比，取每百分之一中最后一位客户处。两点之间为直线。',
  },
  needs: ['purchases'],
  params: { ...period, ...filter, ...valued },
  columns: {
    customers: column('count', 'Customers', '累计客户数'),
    share_of_customers: column('ratio', 'Share of customers', '客户累计占比'),
    share_of_amount: column('ratio', 'Share of sales', '销售累计占比'),
    amount_at_most: column('money', 'Sales at most', '单客销售额上限'),
  },
  examples: [{ amount_of: 'purchases', window_months: 24 }],
})
