import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'
import { caseFilter, closedBy, dueDays, stages } from './case-filter.ts'

/** One row per stage, in the order in which complaints pass them; times are null when none moved on. */
export const pipeline = defineMetric({
  id: 'complaints/pipeline',
  title: { en: 'Complaints by stage', 'zh-CN': '投诉处理流程' },
  definition: {
    en:
      'Received → classified → investigated → resolved → answered → followed up; reopened is a stage of its own. Entered and moved on count by the day on which a complaint entered or left the stage; ' +
      'time in the stage is that of those that moved on in the period (median, 90th percentile). Waiting: in the stage at the end of the period, however long ago received; ' +
      'oldest = days in the stage; overdue = not yet answered (or resolved, if chosen) and received more than 7 days before, unless another limit is chosen.',
    'zh-CN':
      '受理 → 分类 → 调查 → 解决 → 答复 → 回访；重新打开另列。进入与转出按进入、离开该节点的日期计；节点用时取本期转出者（中位数、90 分位）。' +
      '停留：期末仍在该节点的投诉，不论何时受理；最久 = 在该节点的天数；逾期 = 尚未答复（可选为解决）且受理已超过 7 天（可调）。',
  },
  needs: ['complaints', 'complaint_events'],
  params: { ...period, ...filter, ...caseFilter, ...closedBy, ...dueDays },
  columns: {
    stage: column('id', 'Stage', '节点', { words: wordsOf('complaints_stage', stages) }),
    entered: column('count', 'Entered', '进入'),
    moved_on: column('count', 'Moved on', '转出'),
    median_hours: column('hours', 'Median time in it', '用时中位数'),
    p90_hours: column('hours', '90th percentile', '用时 90 分位'),
    waiting: column('count', 'Waiting', '停留'),
    oldest_days: column('days', 'Longest wait', '最久停留'),
    overdue: column('count', 'Overdue', '逾期'),
  },
  examples: [{ closed_by: 'resolved', due_days: 1 }],
})
