import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { caseFilter, closedBy, lens, lenses } from './case-filter.ts'
import { repeatDays } from './repeats.ts'

/** Complaints by member of a dimension, most first; the row without a member, what is not known yet, is last. */
export const pareto = defineMetric({
  id: 'complaints/pareto',
  title: { en: 'Causes of complaints', 'zh-CN': '投诉原因排列图' },
  definition: {
    en:
      'Complaints received in the period by root cause or another dimension, with their share and the share up to and including each. ' +
      'Open and closed are as at the end of the period; closed share = share of all that are closed. Repeats: the same customer with the same root cause within `repeat_days` [90] before. ' +
      'Compensation is that of the complaints received in the period.',
    'zh-CN':
      '本期受理的投诉，按根本原因或其他维度，及各自占比与累计占比。未结与已结以期末为准；已结占比 = 占全部已结投诉的比例。' +
      '重复投诉：同一客户、同一根因在此前 `repeat_days` [90] 天内投诉过。赔付为本期受理投诉的赔付。',
  },
  needs: ['complaints'],
  params: { ...period, ...filter, ...caseFilter, ...lens('root_cause'), ...closedBy, ...repeatDays },
  columns: {
    member: column('id', 'Member', '成员'),
    label: column('text', 'Name', '名称', { words: { '': 'complaints_unknown' }, member_of: '$lens' }),
    complaints: column('count', 'Complaints', '投诉数'),
    complaint_share: column('ratio', 'Share', '占比'),
    cumulative_share: column('ratio', 'Cumulative share', '累计占比'),
    customers: column('count', 'Customers', '客户数'),
    open_complaints: column('count', 'Open', '未结'),
    closed_complaints: column('count', 'Closed', '已结'),
    closed_share: column('ratio', 'Share of closed', '占已结比例'),
    repeats: column('count', 'Repeats', '重复投诉'),
    compensation_amount: column('money', 'Compensation', '赔付金额'),
  },
  examples: lenses.map((by) => ({ lens: by })),
})
