import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { inactive_days } from './lapse.ts'
import { survival } from './survival.ts'
import { by, groupName } from './tenure.ts'

/** Medians, shares after half a year and a year, and the log-rank test between the groups; one row per group, largest first. */
export const survivalGroups = defineMetric({
  id: 'churn/survival_groups',
  title: { en: 'Survival by group', 'zh-CN': '分组留存' },
  definition: {
    en:
      'The curves of “Survival” in figures. Median = first day by which at most half have not lapsed, interval after Brookmeyer and Crowley; empty where the curve does not reach it. ' +
      'Expected lapses, χ² and p: log-rank test (Mantel–Cox) that all groups shown share one curve; p below 5% says that they differ. It says nothing about why.',
    'zh-CN':
      '“留存曲线”的数值形式。中位数 = 未流失占比首次不超过一半的那一天，区间按 Brookmeyer–Crowley；曲线未及则为空。' +
      '期望流失、χ² 与 p：对数秩检验（Mantel–Cox），检验所示各组是否同一曲线；p 低于 5% 表示有差异，但不说明原因。',
  },
  needs: ['purchases'],
  params: { ...period, ...filter, by, inactive_days },
  reads: survival.reads,
  columns: {
    member: column('id', 'Group', '分组'),
    label: groupName,
    customers: column('count', 'Customers', '客户数'),
    lapsed_customers: column('count', 'Lapsed', '流失'),
    expected_lapses: column('quantity', 'Expected lapses', '期望流失'),
    median_days: column('days', 'Median days to lapse', '流失中位天数'),
    median_days_low: column('days', 'Median, lower limit', '中位数下限'),
    median_days_high: column('days', 'Median, upper limit', '中位数上限'),
    survival_180: column('ratio', 'Not lapsed after 180 days', '180 天未流失'),
    survival_180_low: column('ratio', 'After 180 days, lower limit', '180 天下限'),
    survival_180_high: column('ratio', 'After 180 days, upper limit', '180 天上限'),
    survival_365: column('ratio', 'Not lapsed after 365 days', '365 天未流失'),
    survival_365_low: column('ratio', 'After 365 days, lower limit', '365 天下限'),
    survival_365_high: column('ratio', 'After 365 days, upper limit', '365 天上限'),
    chi_square: column('quantity', 'χ²', 'χ²'),
    degrees_of_freedom: column('count', 'Degrees of freedom', '自由度'),
    p_value: column('ratio', 'p', 'p'),
  },
  examples: [{ by: 'region' }, { by: 'channel', inactive_days: 20 }],
})
