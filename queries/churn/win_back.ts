import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'
import { inactive_days } from './lapse.ts'

/** What campaigns did with lapsed customers against those of their control group; one row per campaign, latest first. */
export const winBack = defineMetric({
  id: 'churn/win_back',
  title: { en: 'Winning back', 'zh-CN': '挽回效果' },
  definition: {
    en:
      'Of each campaign that started in the period, the customers who had lapsed when it started (more than `inactive_days` since the last purchase), as assigned to treatment or control. ' +
      'Returned = at least one purchase in the campaign’s window. Difference = share returned of the treated less that of the control group, interval after Newcombe, 95%; brought back = difference × treated. ' +
      'Margin per head: difference of the means, Welch interval (net sales where no cost is known; `is_margin` says which). Without a control group nothing can be said about the effect. ' +
      'Region and store mean the home store, grade and segment those at the start; channel and category do not apply.',
    'zh-CN':
      '对本期内开始的每个活动，取开始时已流失的客户（距最近一次购买超过 `inactive_days` 天），按分配分为干预组与对照组。' +
      '回归 = 活动窗口内至少一次购买。差值 = 干预组回归率 − 对照组回归率，Newcombe 95% 区间；挽回人数 = 差值 × 干预人数。' +
      '人均毛利差：均值之差，Welch 区间（无成本时为净销售额，见 `is_margin`）。没有对照组则无法判断效果。区域与门店指归属门店，等级与客群取活动开始时；渠道与品类不适用。',
  },
  needs: ['purchases', 'campaigns', 'campaign_contacts'],
  params: { ...period, ...filter, inactive_days },
  reads: {
    campaign_id: column('id', 'Campaign', '活动'),
    name: column('text', 'Name', '名称'),
    starts_on: column('date', 'Starts on', '开始日期'),
    window_ends_on: column('date', 'Window ends on', '窗口结束'),
    is_open: column('flag', 'Window not over', '窗口未结束'),
    is_margin: column('flag', 'Costs are known', '成本已知'),
    arm: column('text', 'Arm', '组别'),
    customers: column('count', 'Customers', '客户数'),
    returned_customers: column('count', 'Returned', '回归'),
    value_sum: column('quantity', 'Sum', '合计'),
    value_squares: column('quantity', 'Sum of squares', '平方和'),
  },
  columns: {
    campaign_id: column('id', 'Campaign', '活动编号'),
    name: column('text', 'Campaign', '活动'),
    starts_on: column('date', 'Starts on', '开始日期'),
    window_ends_on: column('date', 'Window ends on', '窗口结束'),
    is_open: column('flag', 'Window not over', '窗口未结束'),
    treated: column('count', 'Lapsed, treated', '干预组流失客户'),
    treated_returned: column('count', 'Returned, treated', '干预组回归'),
    treated_share: column('ratio', 'Share returned, treated', '干预组回归率'),
    controls: column('count', 'Lapsed, control', '对照组流失客户'),
    controls_returned: column('count', 'Returned, control', '对照组回归'),
    controls_share: column('ratio', 'Share returned, control', '对照组回归率'),
    difference: column('ratio', 'Difference', '差值'),
    difference_low: column('ratio', 'Difference, lower limit', '差值下限'),
    difference_high: column('ratio', 'Difference, upper limit', '差值上限'),
    brought_back: column('quantity', 'Brought back', '挽回人数'),
    is_margin: column('flag', 'Margin, not net sales', '为毛利而非净销售额'),
    margin_per_head: column('money', 'Margin per head', '人均毛利差'),
    margin_per_head_low: column('money', 'Margin per head, lower limit', '人均毛利差下限'),
    margin_per_head_high: column('money', 'Margin per head, upper limit', '人均毛利差上限'),
    verdict: column('id', 'Verdict', '结论', {
      words: wordsOf('churn_win_back', ['works', 'worse', 'unclear', 'open', 'no_control']),
    }),
  },
  examples: [{ inactive_days: 20 }],
})
