import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import type { Unit } from '../metric.ts'
import { base_period, filter, period } from '../parameters.ts'
import { min_n } from '../satisfaction/parameters.ts'
import { wordsOf } from '../words.ts'

/** The indicators of the four CRM dimensions in the order they are shown, with unit and which direction is good. */
export const indicators = {
  profile_completeness: { dimension: 'knowledge', unit: 'ratio', good: 'up' },
  contact_share: { dimension: 'knowledge', unit: 'ratio', good: 'up' },
  consent_share: { dimension: 'knowledge', unit: 'ratio', good: 'up' },
  identified_share: { dimension: 'knowledge', unit: 'ratio', good: 'up' },
  answered_in_time_share: { dimension: 'interaction', unit: 'ratio', good: 'up' },
  planned_contacts_done_share: { dimension: 'interaction', unit: 'ratio', good: 'up' },
  contacts_per_active_customer: { dimension: 'interaction', unit: 'quantity', good: 'up' },
  opt_out_rate: { dimension: 'interaction', unit: 'ratio', good: 'down' },
  net_sales_per_active_customer: { dimension: 'value', unit: 'money', good: 'up' },
  average_order_value: { dimension: 'value', unit: 'money', good: 'up' },
  gross_margin_rate: { dimension: 'value', unit: 'ratio', good: 'up' },
  repeat_rate: { dimension: 'value', unit: 'ratio', good: 'up' },
  nps: { dimension: 'satisfaction', unit: 'score', good: 'up' },
  csat: { dimension: 'satisfaction', unit: 'ratio', good: 'up' },
  response_rate: { dimension: 'satisfaction', unit: 'ratio', good: 'up' },
  complaints_per_1000_orders: { dimension: 'satisfaction', unit: 'quantity', good: 'down' },
} as const satisfies Record<string, { dimension: string; unit: Unit; good: 'up' | 'down' }>
export type Indicator = keyof typeof indicators

const dimensions = ['knowledge', 'interaction', 'value', 'satisfaction'] as const

/** The four dimensions of CRM, each by its indicators, in their fixed order; value null when the data behind it is not loaded. */
export const scorecard = defineMetric({
  id: 'kpi/scorecard',
  title: { en: 'CRM scorecard', 'zh-CN': 'CRM 四维评分卡' },
  definition: {
    en:
      'Knowledge, over the customers active in the period: share of filled profile fields (name and phone, which count twice, birth date, gender, city, joining day and channel, home store), share with a phone, e-mail or WeChat on file, ' +
      'share who agree to at least one channel at the end of the period, and identified share of net sales. ' +
      'Interaction: enquiries first answered by the end of the next working day, planned visits and care contacts done, contacts per active customer, ' +
      'and customers who withdrew a consent / customers who had one. Value and satisfaction as on their cards; repeat rate over the twelve months to the end of the period. ' +
      'n is the denominator of each indicator; scores of fewer than `min_n` answers stay empty.',
    'zh-CN':
      '认知（本期活跃客户）：资料字段填写率（姓名、手机号各计两份，另有出生日期、性别、城市、入会日期与渠道、归属门店）、留有手机/邮箱/微信者占比、期末至少同意一个渠道者占比、净销售额识别率。' +
      '互动：下一工作日结束前首次答复的咨询占比、计划回访与关怀的完成率、人均接触次数、撤回授权客户 / 曾授权客户。' +
      '价值与满意度同各指标卡；复购率取截至期末的十二个月。n 为各指标的分母；答复不足 `min_n` 份的得分留空。',
  },
  needs: ['purchases'],
  params: { ...period, ...base_period, ...filter, ...min_n },
  columns: {
    dimension: column('text', 'Dimension', '维度', { words: wordsOf('overview', dimensions) }),
    indicator: column('text', 'Indicator', '指标', { words: wordsOf('overview', Object.keys(indicators)) }),
    value: column('quantity', 'Value', '本期'),
    base_value: column('quantity', 'Comparison', '对比期'),
    value_unit: column('text', 'Unit', '单位', {
      words: wordsOf('unit', ['ratio', 'quantity', 'money', 'score']),
    }),
    n: column('count', 'n', '样本数'),
    good: column('text', 'Good direction', '向好方向', { words: wordsOf('good', ['up', 'down']) }),
  },
})
