import { bucket, column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, grain, period } from '../parameters.ts'
import { caseFilter, closedBy, dueDays } from './case-filter.ts'

/** Open complaints at the end of each bucket; ages are null when none is open. */
export const backlog = defineMetric({
  id: 'complaints/backlog',
  title: { en: 'Backlog', 'zh-CN': '积压' },
  definition: {
    en:
      'Complaints open at the end of the last day of each bucket: received, and not yet answered (or resolved, if chosen); one reopened is open again. ' +
      'Age = days from receipt to that day, overdue = older than 7 days unless another limit is chosen.',
    'zh-CN':
      '各时段最后一天结束时未结的投诉：已受理而尚未答复（可选为解决）；重新打开的又算未结。账龄 = 受理日至该日的天数，超过 7 天（可调）为逾期。',
  },
  needs: ['complaints', 'complaint_events'],
  params: { ...period, ...filter, ...caseFilter, ...grain('day'), ...closedBy, ...dueDays },
  columns: {
    bucket,
    ends_on: column('date', 'As at the end of', '截至'),
    open_complaints: column('count', 'Open', '未结'),
    median_age_days: column('days', 'Median age', '账龄中位数'),
    oldest_age_days: column('days', 'Oldest', '最长账龄'),
    overdue: column('count', 'Overdue', '逾期'),
  },
  examples: [{ closed_by: 'resolved', grain: 'week' }],
})
