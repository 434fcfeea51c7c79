import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { population_definition, rfm_definition, score_definition } from './rfm-words.ts'
import { valued } from './rfm.ts'
import { rfmSegmentWords } from './group-words.ts'

/** The segments of a published map of the scores, now and at the end of the period compared with. */
export const valueSegments = defineMetric({
  id: 'value/segments',
  title: { en: 'RFM segments', 'zh-CN': 'RFM 分群' },
  definition: {
    en: `${rfm_definition.en}${population_definition.en}Map rf (R and F scores): hibernating R1–2 F1–2, at risk R1–2 F3–4, can’t lose R1–2 F5, about to sleep R3 F1–2, need attention R3 F3, loyal R3–4 F4–5, promising R4 F1, new R5 F1, potential loyalists R4–5 F2–3, champions R5 F4–5. Map rfm is that of the R package rfm on R, F and M, the first that fits: champions 5 5 5, potential loyalists 3–5 3–5 2–5, loyal 2–4 2–4 2–4, promising 3–4 1–3 3–5, new 4–5 1–3 1–5, can’t lose 1–2 3–4 4–5, at risk 1–2 2–5 4–5, need attention 1–3 3–5 3–5, about to sleep 2–3 1–3 1–4, lost 1 1–5 1–5, else others. ${score_definition.en}`,
    'zh-CN': `${rfm_definition['zh-CN']}${population_definition['zh-CN']}对照表 rf（按 R、F 分）：休眠 R1–2 F1–2，有流失风险 R1–2 F3–4，不能失去 R1–2 F5，即将休眠 R3 F1–2，需要关注 R3 F3，忠诚 R3–4 F4–5，有希望 R4 F1，新客 R5 F1，潜在忠诚 R4–5 F2–3，冠军 R5 F4–5。对照表 rfm 为 R 语言包 rfm 的划分，按 R、F、M 取首个符合者：冠军 5 5 5，潜在忠诚 3–5 3–5 2–5，忠诚 2–4 2–4 2–4，有希望 3–4 1–3 3–5，新客 4–5 1–3 1–5，不能失去 1–2 3–4 4–5，有流失风险 1–2 2–5 4–5，需要关注 1–3 3–5 3–5，即将休眠 2–3 1–3 1–4，已流失 1 1–5 1–5，其余为其他。${score_definition['zh-CN']}`,
  },
  needs: ['purchases'],
  params: { ...period, ...filter, ...valued },
  columns: {
    segment: column('id', 'Segment', '分群', { words: rfmSegmentWords }),
    customers: column('count', 'Customers', '客户数'),
    share_of_customers: column('ratio', 'Share of customers', '客户占比'),
    amount: column('money', 'Sales', '销售额'),
    share_of_amount: column('ratio', 'Share of sales', '销售占比'),
    base_customers: column('count', 'Customers, comparison', '对比期客户数'),
    base_share_of_customers: column('ratio', 'Share of customers, comparison', '对比期客户占比'),
    base_amount: column('money', 'Sales, comparison', '对比期销售额'),
    base_share_of_amount: column('ratio', 'Share of sales, comparison', '对比期销售占比'),
    mean_recency_days: column('days', 'Mean recency', '平均最近购买天数'),
    mean_frequency: column('quantity', 'Mean frequency', '平均频次'),
    mean_amount: column('money', 'Mean amount', '人均金额'),
  },
  examples: [
    { scoring: 'rank_first', frequency_of: 'orders', amount_of: 'purchases', base_to: '2025-01-31' },
    { scoring: 'cut_points', segment_map: 'rfm', window_months: 24 },
    { scoring: 'fixed', segment_map: 'rfm', monetary_5: 40, monetary_4: 20, monetary_3: 15, monetary_2: 8 },
  ],
})
