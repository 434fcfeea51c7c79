import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'
import { campaign } from './campaign.ts'
import { campaignSums } from './campaign-sums.ts'

/** What one campaign brought, outcome by outcome and method by method; response, net sales, margin. */
export const effects = defineMetric({
  id: 'roi/effects',
  title: { en: 'Effect of a campaign', 'zh-CN': '活动效果' },
  definition: {
    en:
      'One campaign whose window touches the period. Response: share of customers with an order in the window, pooled two-proportion z test, unpooled Wald interval. Net sales ' +
      'and margin per head: welch = mean of the treated, as assigned − mean of the control, Welch; cuped = the same for y − θ (x − mean x), x net sales of the twelve ' +
      'months before, θ = cov(x, y) / var(x) over both arms; matched (only without a control group) = difference to customers outside the campaign with the same ' +
      'recency, orders and net sales before, weighted by the treated: observational, weaker evidence. Total = per head × treated.',
    'zh-CN':
      '观察期与所选期间有交集的一个活动。响应：观察期内有订单的客户占比，合并双比例 z 检验，Wald 区间。人均净销售额与毛利：welch = 实验组人均（按分组计）− 对照组人均；' +
      'cuped = 对 y − θ（x − x 均值）作同样比较，x 为前 12 个月净销售额，θ = cov(x, y) / var(x)（两组合并）；' +
      'matched（仅无对照组时）= 与事前最近购买、订单数、净销售额相同的活动外客户之差，按实验组加权：观察性，证据较弱。合计 = 人均 × 实验组人数。',
  },
  needs: ['campaigns', 'campaign_contacts', 'purchases'],
  params: { ...period, ...filter, ...campaign },
  reads: campaignSums,
  columns: {
    outcome: column('text', 'Outcome', '结果', {
      words: wordsOf('roi_outcome', ['response', 'net_sales', 'margin']),
    }),
    method: column('text', 'Method', '方法', {
      words: wordsOf('roi_method', ['proportions', 'welch', 'cuped', 'matched']),
    }),
    treated: column('count', 'Treated', '实验组'),
    compared: column('count', 'Compared with', '对比人数'),
    treated_mean: column('quantity', 'Mean of the treated', '实验组均值'),
    compared_mean: column('quantity', 'Mean of the compared', '对比均值'),
    difference: column('quantity', 'Difference', '差值'),
    se: column('quantity', 'Standard error', '标准误'),
    statistic: column('quantity', 't or z', 't 或 z'),
    df: column('quantity', 'Degrees of freedom', '自由度'),
    p: column('quantity', 'p', 'p 值'),
    low: column('quantity', 'Lower limit', '下限'),
    high: column('quantity', 'Upper limit', '上限'),
    relative: column('ratio', 'Relative difference', '相对差值'),
    total: column('quantity', 'Total', '合计'),
    total_low: column('quantity', 'Total, lower limit', '合计下限'),
    total_high: column('quantity', 'Total, upper limit', '合计上限'),
    theta: column('quantity', 'Slope on net sales before', '对前期净销售额的斜率'),
    variance_reduction: column('ratio', 'Variance taken out', '方差缩减'),
  },
  examples: [{ campaign: 'C1' }, { campaign: 'C2' }],
})
