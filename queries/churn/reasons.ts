import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'
import { inactive_days, lookback_days } from './lapse.ts'

const factors = [
  'complaint',
  'complaint_about',
  'complaint_late',
  'low_nps',
  'low_csat',
  'low_ces',
  'enquiry_late',
  'returned',
  'opted_out',
  'bought_once',
  'join_channel',
] as const

/** What preceded a lapse, compared with those who stayed; what tells the two most apart first. */
export const reasons = defineMetric({
  id: 'churn/reasons',
  title: { en: 'What preceded the lapse', 'zh-CN': '流失之前发生了什么' },
  definition: {
    en:
      'Customers not lapsed when the period began are parted into those who lapsed in it and those who stayed (as in “Churn”). For each thing that can happen — a complaint, one about a category, one answered late, ' +
      'a low score (NPS 0–6, CSAT in the two lowest boxes of its scale or the lowest of fewer than four, CES below the middle of its scale), an enquiry answered late, goods returned (more than was bought with them), a withdrawn consent — and for how they joined and whether they had bought only once, ' +
      'the share who had met with it in the `lookback_days` before the period is shown for both, Wilson intervals, 95%. ' +
      'Frequent buyers meet with more of everything and lapse less; so the lapse rate of those who met with it is compared with that of like customers who did not: ' +
      'as many purchase days in these `lookback_days` (none, 1, 2, 3–4, 5–9, more) and as long silent when it began (thirds of `inactive_days`), standardised to those who met with it. Scores are compared among those who answered. ' +
      'Verdict on that difference, false discoveries held at 5% over all rows (Mantel–Haenszel, Benjamini–Hochberg); “few” below 30 customers who met with it or 30 who did not, or 5 of them expected to lapse. ' +
      'Observational: it says what goes together, not what causes a lapse. Filters go by the last purchase before the period.',
    'zh-CN':
      '期初未流失的客户分为本期流失者与留存者（同“流失”口径）。对每一类经历——投诉、某类投诉、逾期答复的投诉、低分（NPS 0–6、CSAT 处于量表最低两档（不足四档时为最低一档）、CES 低于量表中点）、逾期答复的咨询、退货（退多于买）、撤回同意——' +
      '以及入会渠道、是否只买过一次，列出两组中在期初前 `lookback_days` 天内有此经历者的占比及 Wilson 95% 区间。' +
      '购买频繁者各种经历都更多、流失却更少，因此把有此经历者的流失率与无此经历的同类客户相比：' +
      '这 `lookback_days` 天内购买天数相近（无、1、2、3–4、5–9、更多）且期初沉默时长相近（`inactive_days` 的三等分），按有此经历者标准化。评分只在答复者之间比较。' +
      '结论针对这一差值，采用 Mantel–Haenszel 检验，全部行的错误发现率控制在 5%（Benjamini–Hochberg）；有或无此经历者不足 30 人、或期望流失不足 5 人记为“样本少”。' +
      '观察性结论：只说明同时出现，不说明因果。筛选按期初前最近一次购买。',
  },
  needs: ['purchases'],
  params: { ...period, ...filter, inactive_days, lookback_days },
  reads: {
    factor: column('text', 'What', '经历'),
    detail: column('text', 'Detail', '明细'),
    is_asked: column('flag', 'Compared among those who answered', '只比较答复者'),
    stratum: column('count', 'Stratum', '层'),
    exposed_lapsed: column('count', 'Lapsed, met with it', '流失且有此经历'),
    exposed_stayed: column('count', 'Stayed, met with it', '留存且有此经历'),
    all_lapsed: column('count', 'Lapsed', '流失'),
    all_stayed: column('count', 'Stayed', '留存'),
  },
  columns: {
    factor: column('id', 'What preceded', '此前经历', { words: wordsOf('churn_reason', factors) }),
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
    lapse_rate: column('ratio', 'Lapse rate of those who met with it', '有此经历者流失率'),
    like_rate: column('ratio', 'Lapse rate of like customers', '同类客户流失率'),
    difference: column('ratio', 'Difference', '差值'),
    difference_low: column('ratio', 'Difference, lower limit', '差值下限'),
    difference_high: column('ratio', 'Difference, upper limit', '差值上限'),
    q_value: column('ratio', 'q', 'q'),
    verdict: column('id', 'Verdict', '结论', {
      words: wordsOf('churn_verdict', ['more', 'less', 'unclear', 'few']),
    }),
  },
  examples: [{ inactive_days: 20, from: '2025-03-01' }, { lookback_days: 30 }],
})
