import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'
import { inactive_days, least_chance } from './lapse.ts'

/** Customers who have not lapsed but are likely to within 90 days, by what is lost with them; then by customer id. */
export const atRisk = defineMetric({
  id: 'churn/at_risk',
  title: { en: 'Customers at risk', 'zh-CN': '流失风险客户' },
  definition: {
    en:
      'Customers who have not lapsed (at most `inactive_days` since the last purchase) on the last day of the data and whose chance to lapse within 90 days is at least `least_chance`. ' +
      'Expected loss = that chance × the expected margin of twelve months. ' +
      'Chance from the model (BG/NBD) where there is one: 1 − P(alive) × (1 − ((α + T) / (α + T + h))^(r + x)), h the days that are missing to a lapse; for those who have bought once P(alive) is 1 by assumption. ' +
      'Below 89 `inactive_days` a customer can also buy again and lapse within the 90 days, of which the model says nothing. ' +
      'Else empirical: of silences as long as the customer’s, the share that became a lapse, by Kaplan–Meier over the days from each purchase of the last two years to the next, ' +
      'apart for first, second and later purchases; below 89 `inactive_days`, the share after which a lapse, of that silence or of a later one, came within 90 days, of the silences that could be followed so long. Expected margin: CLV of the model, else the margin of the last twelve months (net sales where no cost is known), not below zero. ' +
      'Whatever the period says, the list stands for the last day of the data. Filters go by the last purchase. People who see only some stores get empirical chances of these stores.',
    'zh-CN':
      '截至数据末日未流失（距最近一次购买不超过 `inactive_days` 天），且 90 天内流失概率不低于 `least_chance` 的客户。' +
      '期望损失 = 该概率 × 未来 12 个月期望毛利。' +
      '有模型（BG/NBD）时概率取自模型：1 − P(存活) × (1 − ((α + T) / (α + T + h))^(r + x))，h 为距流失所差天数；只买过一次者按模型假定 P(存活) 为 1。`inactive_days` 不足 89 时，客户可能再次购买后又在 90 天内流失，模型对此不作判断。' +
      '否则为经验概率：在与该客户同样长的沉默中最终成为流失的占比，对近两年每次购买到下一次购买的天数作 Kaplan–Meier 估计，按首次、第二次及以后的购买分别计算；`inactive_days` 不足 89 时，取可跟踪 90 天的同样沉默中，此后 90 天内（该次或之后的沉默）发生流失的占比。' +
      '期望毛利取模型 CLV，否则取近 12 个月毛利（无成本时取净销售额），不低于零。无论选择何时段，名单均为数据末日的状态。筛选按最近一次购买。只能看部分门店者使用这些门店的经验概率。',
  },
  needs: ['purchases'],
  params: {
    ...period,
    ...filter,
    inactive_days,
    least_chance,
    limit: { kind: 'count', default: 100, min: 1, max: 1000, title: { en: 'Rows', 'zh-CN': '行数' } },
    offset: { kind: 'count', default: 0, min: 0, title: { en: 'Skip', 'zh-CN': '跳过' } },
  },
  columns: {
    customer_id: column('id', 'Customer ID', '客户编号'),
    home_store: column('text', 'Home store', '归属门店'),
    grade: column('text', 'Grade', '等级', { member_of: 'grade' }),
    segment: column('text', 'Segment', '客群', { member_of: 'segment' }),
    last_purchase_on: column('date', 'Last purchase', '最近购买'),
    silence_days: column('days', 'Silent for', '沉默天数'),
    occasions: column('count', 'Purchase days', '购买天数'),
    median_gap_days: column('days', 'Usual gap', '通常间隔'),
    lapse_chance: column('ratio', 'Chance to lapse within 90 days', '90 天内流失概率'),
    chance_basis: column('id', 'Chance from', '概率来源', {
      words: wordsOf('chance_from', ['model', 'empirical']),
    }),
    expected_value: column('money', 'Expected margin, 12 months', '12 个月期望毛利'),
    value_basis: column('id', 'Value from', '价值口径', {
      words: wordsOf('value_from', ['model', 'margin', 'net_sales']),
    }),
    expected_loss: column('money', 'Expected loss', '期望损失'),
    total_customers: column('count', 'Customers at risk in all', '风险客户总数'),
    total_expected_loss: column('money', 'Expected loss in all', '期望损失合计'),
  },
  examples: [{ least_chance: 0 }, { least_chance: 0, inactive_days: 40, limit: 3, offset: 1 }],
})
