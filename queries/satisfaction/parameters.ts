import type { Param, Text, Words } from '../metric.ts'
import { choice } from '../parameters.ts'
import { wordsOf } from '../words.ts'

/** What scores of surveys are called. */
export const scoreWords: Words = {
  nps: { en: 'NPS', 'zh-CN': 'NPS' },
  csat: { en: 'CSAT', 'zh-CN': 'CSAT' },
  ces: { en: 'CES', 'zh-CN': 'CES' },
  items: 'outcome_items',
}

/** What the drivers are to explain. */
export const outcomes = ['nps', 'csat', 'ces', 'items'] as const
export type Outcome = (typeof outcomes)[number]

/** The outcome that drivers explain, and the items that may be drivers: all when none is named. */
export const explained = {
  outcome: choice(outcomes, 'nps', { en: 'Outcome', 'zh-CN': '结果指标' }, scoreWords),
  outcome_item: {
    kind: 'list',
    title: { en: 'Items whose mean is the outcome', 'zh-CN': '以其均值为结果的分项' },
  },
  item: { kind: 'list', title: { en: 'Items', 'zh-CN': '分项' } },
} as const satisfies Record<string, Param>

/** Scales an item may be rated on; `answers` takes each item’s own: the one that was said, or that its answers suggest. */
export const scales = [
  ...(['answers', '0-1', '0-3', '0-4', '0-5', '0-10', '0-100'] as const),
  ...(['1-3', '1-4', '1-5', '1-6', '1-7', '1-8', '1-9', '1-10'] as const),
] as const
export type Scale = (typeof scales)[number]

/** How the scale of an item is known. */
export const scale_words: Text = {
  en:
    'Scale: the one that was said when the ratings were loaded (the last one; ratings on another are carried over in proportion). Where none was: the shortest of 0–1, 1–5, 0–5, 1–7, 0–10, 1–10, 0–100 that holds all answers ever given, ' +
    'ending at 3, 4 or 6 where a hundred answers or more to the items of such a scale end there. Or as chosen.',
  'zh-CN':
    '量表：以载入时指定者为准（取最近一次；其他量表上的评分按比例换算）。未指定时取能容纳全部历史评分的最短量表（0–1、1–5、0–5、1–7、0–10、1–10、0–100），' +
    '若该类分项累计一百条以上的评分止于 3、4 或 6，则以其为最高分。也可自行指定。',
}

export const scale = {
  scale: choice(
    scales,
    'answers',
    { en: 'Scale of the items', 'zh-CN': '分项量表' },
    { answers: 'load_scale_by_answers' },
  ),
} as const satisfies Record<string, Param>

/** How the items are weighted in the index. */
export const weightings = ['agreed', 'stated', 'equal', 'derived'] as const
export type Weighting = (typeof weightings)[number]

export const weights = {
  weights: choice(
    weightings,
    'agreed',
    { en: 'Weights', 'zh-CN': '权重' },
    wordsOf('satisfaction_weights', weightings),
  ),
  agreed_weights: {
    kind: 'text',
    default: '[]',
    decided: 'agreed_weights',
    title: { en: 'Agreed weights', 'zh-CN': '议定权重' },
  },
} as const satisfies Record<string, Param>

/** Answers below which a score is not shown. */
export const min_n = {
  min_n: {
    kind: 'count',
    default: 30,
    min: 1,
    max: 10_000,
    title: { en: 'Fewest answers', 'zh-CN': '最少样本数' },
  },
} as const satisfies Record<string, Param>
