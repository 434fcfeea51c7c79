import type { Param } from '../metric.ts'
import { counting } from './counting.ts'
import { by } from './tenure.ts'

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

/** What makes a lapse by the model. */
export const alive_threshold = {
  kind: 'number',
  default: 0.5,
  min: 0,
  max: 1,
  title: { en: 'Model: P(alive) below', 'zh-CN': '模型：P(存活) 低于' },
} as const satisfies Param

/** Only who bought within so many days of the end of the data is judged. */
export const window_days = {
  kind: 'count',
  default: 365,
  min: 1,
  max: 3650,
  title: { en: 'Bought within (days)', 'zh-CN': '购买期限（天）' },
} as const satisfies Param

/** The chance to lapse from which a customer is at risk. */
export const least_chance = {
  kind: 'number',
  default: 0.5,
  min: 0,
  max: 1,
  title: { en: 'Chance at least', 'zh-CN': '最低概率' },
} as const satisfies Param

/** What the customers behind a mark of the churn page depend on besides the mark. */
export const behindChurn = {
  ...rhythm,
  alive_threshold,
  window_days,
  lookback_days,
  least_chance,
  by,
  counting,
} as const
