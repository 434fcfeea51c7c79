import { column } from '../column.ts'
import type { Columns, Param } from '../metric.ts'

/** How far ahead CLV looks, and what money loses of its worth in each month. */
export const worth = {
  horizon_months: {
    kind: 'count',
    default: 12,
    min: 1,
    max: 36,
    title: { en: 'CLV: months ahead', 'zh-CN': 'CLV：未来月数' },
  },
  discount_rate: {
    kind: 'number',
    default: 0.01,
    min: 0,
    max: 0.2,
    title: { en: 'CLV: discount a month', 'zh-CN': 'CLV：月折现率' },
  },
} as const satisfies Record<string, Param>

/** Whether CLV looks over the months and at the discount that predictions are made for. */
export const isUsualWorth = ({ horizon_months, discount_rate }: Readonly<Record<string, unknown>>) =>
  horizon_months === worth.horizon_months.default && discount_rate === worth.discount_rate.default

/** What the limits of CLV are worked out of where it looks otherwise than predictions are made for; null where it does not. */
export const worthBasis = {
  repeats: column('count', 'Repeat purchases', '复购次数'),
  age_days: column('days', 'Days since the first purchase', '首购至今天数'),
  chance_alive: column('ratio', 'P(alive), assumed of one-time buyers', '仍为客户概率（一次性买家为假定）'),
  expected_spend: column('money', 'Expected spend per purchase', '每次购买期望金额'),
  margin_rate: column('ratio', 'Margin rate of the chain', '连锁毛利率'),
  r: column('quantity', 'BG/NBD: r', 'BG/NBD：r'),
  alpha: column('quantity', 'BG/NBD: alpha', 'BG/NBD：alpha'),
  a: column('quantity', 'BG/NBD: a', 'BG/NBD：a'),
  b: column('quantity', 'BG/NBD: b', 'BG/NBD：b'),
  p: column('quantity', 'Gamma–gamma: p', 'Gamma–Gamma：p'),
  q: column('quantity', 'Gamma–gamma: q', 'Gamma–Gamma：q'),
} as const satisfies Columns
