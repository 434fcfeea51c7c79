import { bucket, column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, grain, period } from '../parameters.ts'
import { caseFilter, closedBy, dueDays } from './case-filter.ts'

/** Time until complaints are closed; one row per bucket in which any was, by bucket. */
export const resolution = defineMetric({
  id: 'complaints/resolution',
  title: { en: 'Time to close', 'zh-CN': '办结时长' },
  definition: {
    en:
      'By the day on which a complaint was answered (or resolved, if chosen) for the last time up to the end of the period. Days from receipt to that day: median and 90th percentile. ' +
      'In time = within 7 days unless another limit is chosen; 95% Wilson interval.',
    'zh-CN':
      '按期末之前最后一次答复（可选为解决）的日期计。时长为受理日至该日的天数：中位数与 90 分位。及时 = 7 天（可调）以内；95% Wilson 区间。',
  },
  needs: ['complaints', 'complaint_events'],
  params: { ...period, ...filter, ...caseFilter, ...grain('month'), ...closedBy, ...dueDays },
  columns: {
    bucket,
    closed_complaints: column('count', 'Closed', '已结'),
    median_days: column('days', 'Median', '中位数'),
    p90_days: column('days', '90th percentile', '90 分位'),
    in_time: column('count', 'In time', '及时'),
    in_time_share: column('ratio', 'In-time share', '及时率'),
    in_time_share_low: column('ratio', 'In-time share, low', '及时率下限'),
    in_time_share_high: column('ratio', 'In-time share, high', '及时率上限'),
  },
  examples: [{ closed_by: 'resolved', grain: 'total' }],
})
