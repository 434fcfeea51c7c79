import type { Param } from '../metric.ts'

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
