import { bucket, column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import type { Param } from '../metric.ts'
import { filter, grain, period } from '../parameters.ts'
import { caseFilter } from './case-filter.ts'

/** Score from which a customer was satisfied with how the complaint was handled. */
export const satisfiedFrom = {
  satisfied_from: {
    kind: 'count',
    default: 4,
    min: 1,
    max: 100,
    title: { en: 'Satisfied from score', 'zh-CN': '满意起始分' },
  },
} as const satisfies Record<string, Param>

/** Answers when customers are asked after their complaint; one row per bucket in which any was, by bucket. */
export const followUp = defineMetric({
  id: 'complaints/follow_up',
  title: { en: 'Satisfaction after a complaint', 'zh-CN': '回访满意度' },
  definition: {
    en:
      'By the day of the first follow-up, not of receipt. Satisfied = a follow-up score of 4 or more of 5 unless another bound is chosen; share of those who gave a score, 95% Wilson interval. ' +
      'Scores are as loaded.',
    'zh-CN':
      '按首次回访日期计，而非受理日。满意 = 回访评分 4 分及以上（5 分制，界限可调）；占已评分者的比例，95% Wilson 区间。评分以载入为准。',
  },
  needs: ['complaints', 'complaint_events'],
  params: {
    ...period,
    ...filter,
    ...caseFilter,
    ...grain('month'),
    ...satisfiedFrom,
  },
  columns: {
    bucket,
    followed_up: column('count', 'Followed up', '已回访'),
    score_n: column('count', 'Scores', '评分数'),
    score: column('score', 'Mean score', '平均评分'),
    satisfied: column('count', 'Satisfied', '满意'),
    satisfied_share: column('ratio', 'Satisfied share', '满意率'),
    satisfied_share_low: column('ratio', 'Satisfied share, low', '满意率下限'),
    satisfied_share_high: column('ratio', 'Satisfied share, high', '满意率上限'),
  },
  examples: [{ grain: 'total', satisfied_from: 3 }],
})
