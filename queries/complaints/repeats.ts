import { bucket, column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import type { Param } from '../metric.ts'
import { filter, grain, period } from '../parameters.ts'
import { caseFilter } from './case-filter.ts'

/** Days within which the same complaint of the same customer is a repeat. */
export const repeatDays = {
  repeat_days: {
    kind: 'count',
    default: 90,
    min: 1,
    max: 730,
    title: { en: 'Repeat within days', 'zh-CN': '重复期限（天）' },
  },
} as const satisfies Record<string, Param>

/** Repeated complaints; one row per bucket in which complaints were received, by bucket. */
export const repeats = defineMetric({
  id: 'complaints/repeats',
  title: { en: 'Repeated complaints', 'zh-CN': '重复投诉' },
  definition: {
    en:
      'By day of receipt. A complaint is a repeat when the same customer complained about the same root cause at most `repeat_days` [90] before, in whatever store. ' +
      'Share = repeats / complaints with known customer and root cause; 95% Wilson interval.',
    'zh-CN':
      '按受理日计。同一客户因同一根本原因在此前 `repeat_days` [90] 天内（不限门店）投诉过，即为重复投诉。占比 = 重复投诉 / 客户与根因均已知的投诉；95% Wilson 区间。',
  },
  needs: ['complaints'],
  params: { ...period, ...filter, ...caseFilter, ...grain('month'), ...repeatDays },
  columns: {
    bucket,
    complaints: column('count', 'Complaints', '投诉数'),
    traceable: column('count', 'With customer and cause', '客户与根因已知'),
    repeats: column('count', 'Repeats', '重复投诉'),
    repeat_share: column('ratio', 'Repeat share', '重复率'),
    repeat_share_low: column('ratio', 'Repeat share, low', '重复率下限'),
    repeat_share_high: column('ratio', 'Repeat share, high', '重复率上限'),
  },
  examples: [{ repeat_days: 30, grain: 'total' }],
})
