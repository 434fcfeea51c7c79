import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { inactive_days, lookback_days } from './lapse.ts'

/** What preceded a lapse, compared with those who stayed; what tells the two most apart first. */
export const reasons = defineMetric({
  id: 'churn/reasons',
  title: { en: 'What preceded the lapse', 'zh-CN': '流失之前发生了什么' },
  definition: {
    en:
      'Customers not lapsed when the period began are parted into those who lapsed in it and those who stayed (as in “Churn”). For each thing that can happen — a complaint, one about a category, one answered late, ' +
      'a low score (NPS 0–6, CSAT 1–2, CES 1–3), an enquiry answered late, goods returned, a withdrawn consent — and for how they joined and whether they had bought only once, ' +
      'the share who had met with it in the `lookback_days` before the period is compared. Scores are compared among those who answered. ' +
      'Intervals: Wilson; of the difference: Newcombe, 95 %. Verdict: false discoveries held at 5 % over all rows (Benjamini–Hochberg); “few” below 30 customers on a side or 5 cases. ' +
      'Observational: it says what goes together, not what causes a lapse. Filters go by the last purchase before the period.',
    'zh-CN':
      '期初未流失的客户分为本期流失者与留存者（同“流失”口径）。对每一类经历——投诉、某类投诉、逾期答复的投诉、低分（NPS 0–6、CSAT 1–2、CES 1–3）、逾期答复的咨询、退货、撤回同意——' +
      '以及入会渠道、是否只买过一次，比较两组中在期初前 `lookback_days` 天内有此经历者的占比。评分只在答复者之间比较。' +
      '区间：Wilson；差值：Newcombe，95 %。结论：全部行的错误发现率控制在 5 %（Benjamini–Hochberg）；一侧少于 30 人或不足 5 例记为“样本少”。' +
      '观察性结论：只说明同时出现，不说明因果。筛选按期初前最近一次购买。',
  },
  needs: ['purchases'],
  params: { ...period, ...filter, inactive_days, lookback_days },
  reads: {
    factor: column('text', 'What', '经历'),
    detail: column('text', 'Detail', '明细'),
    exposed_lapsed: column('count', 'Lapsed, met with it', '流失且有此经历'),
    compared_lapsed: column('count', 'Lapsed', '流失'),
    exposed_stayed: column('count', 'Stayed, met with it', '留存且有此经历'),
    compared_stayed: column('count', 'Stayed', '留存'),
  },
  columns: {
    factor: column('id', 'What preceded', '此前经历'),
    detail: column('text', 'Detail', '明细'),
    exposed_lapsed: column('count', 'Lapsed who met with it', '流失者中有此经历'),
    compared_lapsed: column('count', 'Lapsed compared', '流失者'),
    lapsed_share: column('ratio', 'Share of the lapsed', '流失者占比'),
    lapsed_share_low: column('ratio', 'Share of the lapsed, lower limit', '流失者占比下限'),
    lapsed_share_high: column('ratio', 'Share of the lapsed, upper limit', '流失者占比上限'),
    exposed_stayed: column('count', 'Stayed who met with it', '留存者中有此经历'),
    compared_stayed: column('count', 'Stayed compared', '留存者'),
    stayed_share: column('ratio', 'Share of those who stayed', '留存者占比'),
    stayed_share_low: column('ratio', 'Share of those who stayed, lower limit', '留存者占比下限'),
    stayed_share_high: column('ratio', 'Share of those who stayed, upper limit', '留存者占比上限'),
    difference: column('ratio', 'Difference', '差值'),
    difference_low: column('ratio', 'Difference, lower limit', '差值下限'),
    difference_high: column('ratio', 'Difference, upper limit', '差值上限'),
    q_value: column('ratio', 'q', 'q'),
    verdict: column('id', 'Verdict', '结论'),
  },
  examples: [{ inactive_days: 20, from: '2025-03-01' }, { lookback_days: 30 }],
})
