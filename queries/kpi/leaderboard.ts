import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import type { Unit } from '../metric.ts'
import { base_period, choice, filter, period } from '../parameters.ts'
import { inactive_days } from '../churn/lapse.ts'
import { min_n } from '../satisfaction/parameters.ts'
import { wordsOf } from '../words.ts'
import { measureWords } from './measure-words.ts'

export const dimensions = ['region', 'store', 'channel', 'category', 'grade', 'segment'] as const
export type Dimension = (typeof dimensions)[number]

/** What a leaderboard can rank, and the unit in which each measure's `value` is to be printed. */
export const leaderboardMeasures = {
  net_sales: 'money',
  orders: 'count',
  active_customers: 'count',
  churn_rate: 'ratio',
  complaints: 'count',
  complaints_per_1000_orders: 'quantity',
  nps: 'score',
  csat: 'ratio',
} as const satisfies Record<string, Unit>
export type LeaderboardMeasure = keyof typeof leaderboardMeasures

const measures = Object.keys(leaderboardMeasures) as LeaderboardMeasure[]

/**
 * One measure by member of a dimension, now and in the period it is compared with; highest value first.
 * `member` null gathers what has no member (an unknown store, an anonymous sale by grade).
 */
export const leaderboard = defineMetric({
  id: 'kpi/leaderboard',
  title: { en: 'Leaderboard', 'zh-CN': '排行榜' },
  definition: {
    en:
      'The measure of each member in the period and in the comparison period, defined as on its own card. Change = value − comparison; ' +
      'relative change is empty when the comparison is not positive. By category, an order counts in every category it contains, and a survey or complaint in its own. ' +
      'By churn rate, customers belong to the members of their last purchase before the period. ' +
      'n is what stands behind the value: customers (for the churn rate those active at the start), complaints, answers for NPS and CSAT, otherwise orders. Scores of fewer than `min_n` answers stay empty. Interval, 95%: of NPS as on its card; of CSAT and the churn rate Wilson.',
    'zh-CN':
      '各成员在本期与对比期的指标值，定义同各指标卡。变化 = 本期 − 对比期；对比期不为正时变化率为空。' +
      '按品类时，一个订单计入其包含的每个品类，调查与投诉计入各自品类。按流失率时，客户归入其在本期之前最近一次购买所属的成员。n 为该值背后的数量：客户数（流失率为期初客户数）、投诉数、NPS 与 CSAT 答复数，其余为订单数。答复不足 `min_n` 份的得分留空。95% 区间：NPS 同其指标卡，CSAT 与流失率为 Wilson。',
  },
  needs: ['purchases'],
  params: {
    ...period,
    ...base_period,
    ...filter,
    by: choice(dimensions, 'store', { en: 'By', 'zh-CN': '维度' }, wordsOf('dimension', dimensions)),
    measure: choice(measures, 'net_sales', { en: 'Measure', 'zh-CN': '指标' }, measureWords),
    ...min_n,
    inactive_days,
  },
  columns: {
    member: column('id', 'Member', '成员'),
    label: column('text', 'Name', '名称', { words: { '': 'overview_no_member' }, member_of: '$by' }),
    value: column('quantity', 'Value', '本期'),
    value_low: column('quantity', 'Value, lower limit', '本期下限'),
    value_high: column('quantity', 'Value, upper limit', '本期上限'),
    base_value: column('quantity', 'Comparison', '对比期'),
    delta: column('quantity', 'Change', '变化'),
    delta_ratio: column('ratio', 'Change, relative', '变化率'),
    n: column('count', 'n', '样本数'),
  },
  examples: dimensions.flatMap((by) =>
    measures.map((measure) => ({ by, measure, min_n: 1, inactive_days: 30 })),
  ),
})
