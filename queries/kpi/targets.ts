import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { measureWords } from './measure-words.ts'

/** Targets whose own period overlaps the question's; by metric, start, end and scope. */
export const targets = defineMetric({
  id: 'kpi/targets',
  title: { en: 'Targets', 'zh-CN': '目标' },
  definition: {
    en:
      'Targets set by the chain whose period (a year 2026, a quarter 2026-Q1, a month 2026-03, a day 2026-03-01) overlaps the question’s. ' +
      'Scope is `chain`, a region or a store; region and store filters keep the targets of those regions and stores. Other filters do not apply.',
    'zh-CN':
      '连锁设定的、其期间（年 2026、季 2026-Q1、月 2026-03、日 2026-03-01）与所问期间重叠的目标。' +
      '范围为 `chain`（全连锁）、区域或门店；区域与门店筛选只保留相应目标，其他筛选不适用。',
  },
  needs: ['targets'],
  params: { ...period, ...filter },
  columns: {
    metric: column('text', 'Metric', '指标', { words: measureWords }),
    period: column('text', 'Period', '期间'),
    scope: column('text', 'Scope', '范围', { words: { chain: 'target_scope_chain' } }),
    value: column('quantity', 'Target', '目标值'),
    starts_on: column('date', 'Starts on', '开始日'),
    ends_on: column('date', 'Ends on', '结束日'),
  },
})
