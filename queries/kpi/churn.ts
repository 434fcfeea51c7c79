import { bucket, column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, grain, period } from '../parameters.ts'

/** Customers active at the start of each bucket and how many of them lapsed in it; by bucket. */
export const churn = defineMetric({
  id: 'kpi/churn',
  title: { en: 'Churn', 'zh-CN': '流失' },
  definition: {
    en:
      'A customer lapses on the first day that lies more than `inactive_days` after the last purchase; exactly that many days is not lapsed. ' +
      'Churn rate = customers active at the start of the bucket who lapsed in it / customers active at its start. ' +
      'A customer belongs to the purchase that came last before the bucket: its store, channel, categories and the grade held on that day decide ' +
      'whether the filters keep the customer; silence is judged by all purchases in the stores you may see. Nothing lapses after the last day of the data, and in its first `inactive_days` nobody can have lapsed yet. ' +
      'Interval: Wilson, 95%.',
    'zh-CN':
      '客户在距最近一次购买超过 `inactive_days` 天的第一天流失；恰好等于该天数不算流失。' +
      '流失率 = 时段初活跃且在该时段内流失的客户 / 时段初活跃客户。' +
      '客户按时段前最近一次购买归属：由其门店、渠道、品类及当日等级决定是否被筛选保留；沉默按您可见门店的全部购买判断。' +
      '数据最后一天之后不再判定流失；数据开头的 `inactive_days` 天内尚无人可能流失。区间：Wilson 95%。',
  },
  needs: ['purchases'],
  params: {
    ...period,
    ...filter,
    ...grain('month'),
    inactive_days: {
      kind: 'count',
      default: 90,
      min: 1,
      max: 3650,
      title: { en: 'Days without a purchase', 'zh-CN': '未购买天数' },
    },
  },
  columns: {
    bucket,
    customers_at_start: column('count', 'Customers at start', '期初客户'),
    lapsed_customers: column('count', 'Lapsed customers', '流失客户'),
    churn_rate: column('ratio', 'Churn rate', '流失率'),
    churn_rate_low: column('ratio', 'Churn rate, lower limit', '流失率下限'),
    churn_rate_high: column('ratio', 'Churn rate, upper limit', '流失率上限'),
  },
  examples: [{ inactive_days: 10 }, { inactive_days: 10, grain: 'total' }],
})
