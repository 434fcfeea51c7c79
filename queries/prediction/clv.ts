import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { choice, filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'
import { worth } from './worth.ts'

const groupings = ['segment', 'grade', 'region', 'store', 'loyalty'] as const

/** How CLV is spread over customers, by group; largest total first, then by member. */
export const clv = defineMetric({
  id: 'prediction/clv',
  title: { en: 'Customer lifetime value', 'zh-CN': '客户终身价值' },
  definition: {
    en:
      'CLV of a customer = Σ over the next `horizon_months` [12] (of 30.4375 days) of expected purchases × expected spend × margin rate of the chain (net sales where no cost is known), each month discounted by `discount_rate` [1%]. ' +
      'Expected purchases: BG/NBD; expected spend: gamma–gamma. Quantiles are those of customers (nearest rank). By value group, grade on the last day of the period, region or store (home store), ' +
      'or one-time against repeat buyers. Filters choose customers likewise; period, channel and category do not apply. For people who see only some stores: customers whose every purchase lies in them.',
    'zh-CN':
      '客户 CLV = 未来 `horizon_months` [12] 个月（每月 30.4375 天）各月期望购买次数 × 期望金额 × 连锁毛利率（无成本时取净销售额）之和，按月以 `discount_rate` [1%] 折现。' +
      '期望购买：BG/NBD；期望金额：Gamma–Gamma。分位数按客户计（最近秩）。可按价值分组、期末日等级、区域或门店（归属门店）、一次性与复购客户分组。' +
      '筛选同样按客户选取；时段、渠道与品类不适用。仅可见部分门店者：只含全部购买都在这些门店的客户。',
  },
  needs: ['purchases'],
  params: {
    ...period,
    ...filter,
    ...worth,
    by: choice(groupings, 'segment', { en: 'By', 'zh-CN': '分组' }, wordsOf('prediction_clv_by', groupings)),
  },
  columns: {
    member: column('id', 'Member', '成员', { member_of: '$by' }),
    label: column('text', 'Name', '名称'),
    customers: column('count', 'Customers', '客户数'),
    clv: column('money', 'CLV in all', 'CLV 合计'),
    mean: column('money', 'Mean', '均值'),
    decile_1: column('money', '10% have at most', '10% 分位'),
    quartile_1: column('money', '25% have at most', '25% 分位'),
    median: column('money', 'Median', '中位数'),
    quartile_3: column('money', '75% have at most', '75% 分位'),
    decile_9: column('money', '90% have at most', '90% 分位'),
  },
  examples: [
    { horizon_months: 3, discount_rate: 0 },
    { by: 'grade' },
    { by: 'region' },
    { by: 'store' },
    { by: 'loyalty' },
  ],
})
