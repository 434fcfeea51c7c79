import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { choice, filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'

export const moods = ['all', 'happy', 'neutral', 'unhappy'] as const

/** What people wrote; the latest first. */
export const comments = defineMetric({
  id: 'satisfaction/comments',
  title: { en: 'Comments', 'zh-CN': '评论' },
  definition: {
    en:
      'Comments in surveys answered in the period, with the scores given. Happy = NPS 9–10 (the two top boxes of CSAT, 4–5 of 1–5, where NPS was not asked), unhappy = NPS 0–6 (the two bottom boxes), neutral = the rest. ' +
      'Search finds the words anywhere in a comment, whatever the case. E-mail addresses, account names and runs of seven digits or more are made unreadable when the data is loaded.',
    'zh-CN':
      '本期答复的调查中的评论及所给评分。满意 = NPS 9–10（未问 NPS 时取 CSAT 最高两档，即 1–5 分中的 4–5），不满 = NPS 0–6（CSAT 最低两档），其余为中性。' +
      '搜索匹配评论中的任意位置，不分大小写。邮箱、账号与七位以上数字在载入时已遮盖。',
  },
  needs: ['surveys'],
  params: {
    ...period,
    ...filter,
    search: { kind: 'text', default: '', title: { en: 'Search', 'zh-CN': '搜索' } },
    mood: choice(moods, 'all', { en: 'Mood', 'zh-CN': '情绪' }, wordsOf('satisfaction_mood', moods)),
    limit: { kind: 'count', default: 20, min: 1, max: 1000, title: { en: 'Rows', 'zh-CN': '行数' } },
    offset: { kind: 'count', default: 0, min: 0, title: { en: 'Skip', 'zh-CN': '跳过' } },
  },
  columns: {
    answered_on: column('date', 'Answered on', '答复日'),
    store: column('text', 'Store', '门店'),
    mood: column('text', 'Mood', '情绪', { words: wordsOf('satisfaction_mood', moods) }),
    nps: column('score', 'NPS answer', 'NPS 评分'),
    csat: column('score', 'CSAT answer', 'CSAT 评分'),
    comment: column('text', 'Comment', '评论'),
    survey_id: column('id', 'Survey', '问卷编号'),
    total_comments: column('count', 'Comments in all', '评论总数'),
  },
  examples: [
    { search: 'TEA', mood: 'happy' },
    { mood: 'unhappy', limit: 2, offset: 1 },
  ],
})
