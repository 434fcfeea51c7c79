import { bucket, column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, grain, period } from '../parameters.ts'

/** Share of customers who came back within twelve months; one row per bucket with data, by bucket. */
export const repeatRate = defineMetric({
  id: 'kpi/repeat_rate',
  title: { en: 'Repeat rate', 'zh-CN': '复购率' },
  definition: {
    en:
      'Customers with at least two purchase occasions / customers with at least one, in the twelve months that end with the bucket ' +
      '(an unfinished last bucket ends with the period). An occasion is a customer-day with a purchase. Only purchases that match the filters count. ' +
      'Interval: Wilson, 95%.',
    'zh-CN':
      '截至该时段末的十二个月内，至少有两次购买时机的客户 / 至少有一次的客户（末段未完时截至期末）。' +
      '购买时机 = 有购买的客户日。只计符合筛选条件的购买。区间：Wilson 95%。',
  },
  needs: ['purchases'],
  params: { ...period, ...filter, ...grain('month') },
  columns: {
    bucket,
    customers: column('count', 'Customers', '客户数'),
    repeat_customers: column('count', 'Repeat customers', '复购客户'),
    repeat_rate: column('ratio', 'Repeat rate', '复购率'),
    repeat_rate_low: column('ratio', 'Repeat rate, lower limit', '复购率下限'),
    repeat_rate_high: column('ratio', 'Repeat rate, upper limit', '复购率上限'),
  },
})
