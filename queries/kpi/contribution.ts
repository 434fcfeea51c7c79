import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import type { Unit } from '../metric.ts'
import { base_period, choice, filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'
import { dimensions } from './leaderboard.ts'
import { measureWords } from './measure-words.ts'

/** Measures whose change can be explained, with the unit of `value` and `contribution`. The last two are ratios. */
export const contributionMeasures = {
  net_sales: 'money',
  orders: 'count',
  gross_margin: 'money',
  active_customers: 'count',
  complaints: 'count',
  average_order_value: 'money',
  complaints_per_1000_orders: 'quantity',
} as const satisfies Record<string, Unit>
export type ContributionMeasure = keyof typeof contributionMeasures

const measures = Object.keys(contributionMeasures) as ContributionMeasure[]

/**
 * What moved a measure: the part of its total change that each member of a dimension brought; largest absolute part first.
 * Contributions sum exactly to the change of the total. For an additive measure rate and mix effect are null.
 */
export const contribution = defineMetric({
  id: 'kpi/contribution',
  title: { en: 'What moved it', 'zh-CN': '变化来源' },
  definition: {
    en:
      'For an additive measure a member contributes its own change. A ratio R = Σ shareᵢ × rateᵢ splits into the rate effect ' +
      '(mean share × change of rate) and the mix effect (change of share × (mean rate − comparison total)); their sum over the members is the change of R. ' +
      'So that parts add up, each line, order and complaint belongs to one member: by category net sales and gross margin are those of its lines, while an order, with all it came to, and its customer ' +
      'belong to its main category (largest net amount); an active customer belongs to the last purchase in the period.',
    'zh-CN':
      '可加指标：成员的贡献即其自身变化。比率 R = Σ 占比ᵢ × 率ᵢ，拆为率效应（平均占比 × 率的变化）与结构效应（占比变化 ×（平均率 − 对比期总体））；' +
      '各成员之和即 R 的变化。为使各部分可加，每行、每个订单、每件投诉只属一个成员：按品类时净销售额与毛利取该品类的行，订单（及其全部金额）与客户归其主品类（净额最大者）；活跃客户归其本期最后一次购买。',
  },
  needs: ['purchases'],
  params: {
    ...period,
    ...base_period,
    ...filter,
    by: choice(dimensions, 'store', { en: 'By', 'zh-CN': '维度' }, wordsOf('dimension', dimensions)),
    measure: choice(measures, 'net_sales', { en: 'Measure', 'zh-CN': '指标' }, measureWords),
  },
  columns: {
    member: column('id', 'Member', '成员'),
    label: column('text', 'Name', '名称', { words: { '': 'overview_no_member' }, member_of: '$by' }),
    value: column('quantity', 'Value', '本期'),
    base_value: column('quantity', 'Comparison', '对比期'),
    contribution: column('quantity', 'Contribution', '贡献'),
    rate_effect: column('quantity', 'Rate effect', '率效应'),
    mix_effect: column('quantity', 'Mix effect', '结构效应'),
  },
  examples: dimensions.flatMap((by) => measures.map((measure) => ({ by, measure }))),
})
