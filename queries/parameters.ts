import type { Param, Text, Words } from './metric.ts'
import { wordsOf } from './words.ts'

const list = (en: string, zh: string) =>
  ({ kind: 'list', title: { en, 'zh-CN': zh } }) as const satisfies Param

/** First and last calendar day of the question, both included, in the chain's time zone. */
export const period = {
  from: { kind: 'date', title: { en: 'From', 'zh-CN': '起始日' } },
  to: { kind: 'date', title: { en: 'To', 'zh-CN': '截止日' } },
} as const satisfies Record<string, Param>

/** The period that a question compares with; both ends included. */
export const base_period = {
  base_from: { kind: 'date', title: { en: 'Comparison from', 'zh-CN': '对比起始日' } },
  base_to: { kind: 'date', title: { en: 'Comparison to', 'zh-CN': '对比截止日' } },
} as const satisfies Record<string, Param>

/** The filter bar. Each list keeps the rows that match one of its members; an empty list keeps all. */
export const filter = {
  region: list('Region', '区域'),
  store: list('Store', '门店'),
  channel: list('Channel', '渠道'),
  category: list('Category', '品类'),
  grade: list('Grade', '等级'),
  segment: list('Segment', '客群'),
} as const satisfies Record<string, Param>

/**
 * The stores a person may see. Bound by the server for every query and never accepted from a client:
 * `*` is every store; an empty list sees nothing.
 */
export const scope = {
  scope: list('Stores in scope', '可见门店'),
} as const satisfies Record<string, Param>

export const grains = ['total', 'day', 'week', 'month', 'quarter'] as const
export type Grain = (typeof grains)[number]

/** Length of a bucket. `total` is one bucket dated with the first day of the period. */
export const grain = (value: Grain) =>
  ({
    grain: choice(grains, value, { en: 'Grain', 'zh-CN': '粒度' }, wordsOf('grain', grains)),
  }) as const satisfies Record<string, Param>

/** A parameter whose value is one of a closed set, and what its choices are called. */
export function choice<const C extends readonly string[]>(
  choices: C,
  value: C[number],
  title: Text,
  words: Words,
) {
  return { kind: 'choice', choices, default: value, title, words } as const satisfies Param
}
