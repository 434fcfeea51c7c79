import type { Text } from '../metric.ts'

/** What R, F and M are. */
export const rfm_definition: Text = {
  en: 'R = days from the last purchase to the last day of the period, F = occasions (days with a purchase; option: orders), M = net sales including returns (option: without returns), all in the window of [12] months that ends with the period. ',
  'zh-CN':
    'R = 最近一次购买距期末的天数，F = 购买时机数（有购买的天数；可选订单数），M = 净销售额（含退货；可选不含），均为截至期末的 [12] 个月窗口。',
}
/** Whose they are. */
export const population_definition: Text = {
  en: 'Customers = those with at least one purchase in the window; only purchases that match the filters count. ',
  'zh-CN': '客户 = 窗口内至少购买一次者；只计符合筛选条件的购买。',
}
/** How they become scores. */
export const score_definition: Text = {
  en: 'Scores: quantile = 1 + floor(5 × share of customers strictly below), R reversed (6 less that), so equal ones are never split; rank_first = fifths of positions as pandas.qcut cuts them, equal frequencies told apart by customer ID (R and M stay together); cut_points = one more for each quantile at 20, 40, 60, 80% (interpolated) exceeded by one or more; fixed = limits as given. ',
  'zh-CN':
    '评分：quantile = 1 + floor(5 × 严格更低的客户占比)，R 取反（6 减该分），同值不拆分；rank_first = 与 pandas.qcut 相同的五等分，频次相同者按客户编号区分先后（R、M 同值不拆分）；cut_points = 每高出 20、40、60、80% 分位数（插值）至少 1 加一分；fixed = 按给定阈值。',
}
/** What a customer bought. */
export const amount_definition: Text = {
  en: 'Sales of each customer = net sales including returns in the window of [12] months that ends with the period (option: without returns). ',
  'zh-CN': '客户销售额 = 截至期末 [12] 个月窗口内的净销售额，含退货（可选不含）。',
}
