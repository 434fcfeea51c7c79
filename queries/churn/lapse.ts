import type { Param } from '../metric.ts'

/** A customer has lapsed after more than so many days without a purchase. */
export const inactive_days = {
  kind: 'count',
  default: 90,
  min: 1,
  max: 3650,
  title: { en: 'Days without a purchase', 'zh-CN': '未购买天数' },
} as const satisfies Param
