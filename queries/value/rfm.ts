import type { Param } from '../metric.ts'
import { choice } from '../parameters.ts'
import { wordsOf } from '../words.ts'

const edge = <V extends number>(value: V, en: string, zh: string) =>
  ({ kind: 'number', default: value, min: -1e9, title: { en, 'zh-CN': zh } }) as const satisfies Param

/** What is measured of each customer: the window that ends with the period, and what counts as frequency and as value. */
export const measured = {
  window_months: {
    kind: 'count',
    default: 12,
    min: 1,
    max: 240,
    title: { en: 'Window, months', 'zh-CN': '统计窗口（月）' },
  },
  frequency_of: choice(
    ['occasions', 'orders'],
    'occasions',
    { en: 'Frequency counts', 'zh-CN': '频次口径' },
    wordsOf('value_choice', ['occasions', 'orders']),
  ),
  amount_of: choice(
    ['net_sales', 'purchases'],
    'net_sales',
    { en: 'Value counts', 'zh-CN': '金额口径' },
    wordsOf('value_choice', ['net_sales', 'purchases']),
  ),
} as const satisfies Record<string, Param>

/** The end of the period that is compared with; the default is before any purchase and compares with nothing. */
export const compared = {
  base_to: {
    kind: 'date',
    default: '1970-01-01',
    title: { en: 'Comparison to', 'zh-CN': '对比截止日' },
  },
} as const satisfies Record<string, Param>

const scorings = ['quantile', 'rank_first', 'cut_points', 'fixed'] as const

/** How R, F and M become scores from one to five; the limits are those of fixed thresholds. */
export const scored = {
  scoring: choice(
    scorings,
    'quantile',
    { en: 'Scoring', 'zh-CN': '评分方法' },
    wordsOf('value_choice', scorings),
  ),
  recency_5: edge(30, 'R5: days at most', 'R5：至多天数'),
  recency_4: edge(60, 'R4: days at most', 'R4：至多天数'),
  recency_3: edge(90, 'R3: days at most', 'R3：至多天数'),
  recency_2: edge(180, 'R2: days at most', 'R2：至多天数'),
  frequency_2: edge(2, 'F2: times at least', 'F2：至少次数'),
  frequency_3: edge(3, 'F3: times at least', 'F3：至少次数'),
  frequency_4: edge(6, 'F4: times at least', 'F4：至少次数'),
  frequency_5: edge(12, 'F5: times at least', 'F5：至少次数'),
  monetary_2: edge(100, 'M2: amount at least', 'M2：至少金额'),
  monetary_3: edge(300, 'M3: amount at least', 'M3：至少金额'),
  monetary_4: edge(1000, 'M4: amount at least', 'M4：至少金额'),
  monetary_5: edge(3000, 'M5: amount at least', 'M5：至少金额'),
} as const satisfies Record<string, Param>

/** What parts high from low in the eight groups; the limits are those of a threshold. */
export const split = {
  split: choice(
    ['mean', 'threshold'],
    'mean',
    { en: 'High means', 'zh-CN': '高低分界' },
    wordsOf('value_choice', ['mean', 'threshold']),
  ),
  recency_high: edge(90, 'R high: days at most', 'R 高：至多天数'),
  frequency_high: edge(3, 'F high: times at least', 'F 高：至少次数'),
  monetary_high: edge(500, 'M high: amount at least', 'M 高：至少金额'),
} as const satisfies Record<string, Param>

/** Which of the two published tables names a customer by the scores. */
export const mapped = {
  segment_map: choice(
    ['rf', 'rfm'],
    'rf',
    { en: 'Segment map', 'zh-CN': '分群对照表' },
    wordsOf('value_choice', ['rf', 'rfm']),
  ),
} as const satisfies Record<string, Param>

/** Who is important, who is promising. */
export const tiered = {
  important_share: {
    kind: 'number',
    default: 0.2,
    min: 0.001,
    max: 0.999,
    title: { en: 'Important: share of customers', 'zh-CN': '重要客户占比' },
  },
  potential_days: {
    kind: 'count',
    default: 90,
    min: 1,
    max: 3650,
    title: { en: 'Potential: days since the first purchase', 'zh-CN': '潜力客户：首购距今天数' },
  },
  potential_by: choice(
    ['model', 'first_purchase'],
    'model',
    { en: 'Potential by', 'zh-CN': '潜力依据' },
    wordsOf('value_choice', ['model', 'first_purchase']),
  ),
} as const satisfies Record<string, Param>

/** Everything that decides which customers stand behind a mark of the value page. */
export const valued = { ...measured, ...compared, ...scored, ...split, ...mapped, ...tiered } as const

/** The same of marks of the period's end alone, which do not show what is compared with and so never work it out. */
export const valuedNow = { ...valued, base_to: { ...compared.base_to, is_ignored: true } } as const
