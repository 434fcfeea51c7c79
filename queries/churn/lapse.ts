import type { Param } from '../metric.ts'

/** A customer has lapsed after more than so many days without a purchase. */
export const inactive_days = {
  kind: 'count',
  default: 90,
  min: 1,
  max: 3650,
  title: { en: 'Days without a purchase', 'zh-CN': '未购买天数' },
} as const satisfies Param

/** What makes a silence a lapse by the customer's own rhythm. */
export const rhythm = {
  min_days: {
    kind: 'count',
    default: 30,
    min: 1,
    max: 3650,
    title: { en: 'Own rhythm: days at least', 'zh-CN': '自身节奏：至少天数' },
  },
  multiple: {
    kind: 'number',
    default: 3,
    min: 1,
    max: 100,
    title: { en: 'Own rhythm: times the median gap', 'zh-CN': '自身节奏：间隔中位数倍数' },
  },
} as const satisfies Record<string, Param>

/** How far back before the period something counts as having preceded a lapse. */
export const lookback_days = {
  kind: 'count',
  default: 180,
  min: 1,
  max: 3650,
  title: { en: 'Days looked back', 'zh-CN': '回看天数' },
} as const satisfies Param
