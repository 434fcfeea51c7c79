import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'

/** How long those who redeemed, and those who did not, are followed. */
export const followDays = {
  follow_days: {
    kind: 'count',
    default: 90,
    min: 1,
    max: 365,
    title: { en: 'Days followed', 'zh-CN': '跟踪天数' },
  },
} as const

/** Whether who redeemed points comes back more often than people alike; one row, none when nobody can be compared. */
export const redeemers = defineMetric({
  id: 'roi/redeemers',
  title: { en: 'Redeemers against people like them', 'zh-CN': '兑换者与相似未兑换者' },
  definition: {
    en:
      'Observational. Customers who earned points in a year and purchased in its last ninety days, the year ending `follow_days` before the end of the period (or of the data). ' +
      'Those who redeemed in these ninety days are matched exactly with those who did not, by days since the last purchase, purchase days and points earned in the year, ' +
      'weighted by the redeemers; compared is the share with a purchase in the following `follow_days`. Who redeems may be keener anyway, in ways these do not show.',
    'zh-CN':
      '观察性比较。取期末（或数据末日）前 `follow_days` 天为界，此前一年内获得过积分且最近 90 天内有购买的客户。将 90 天内兑换过的客户与未兑换者按最近购买天数、购买天数与一年获得积分精确匹配，' +
      '按兑换者加权；比较其后 `follow_days` 天内的回购率。兑换者可能本就更积极，上述变量未必能体现。',
  },
  needs: ['points', 'purchases'],
  params: {
    ...period,
    ...filter,
    ...followDays,
  },
  reads: {
    stratum: column('count', 'Stratum', '分层'),
    has_redeemed: column('flag', 'Has redeemed', '已兑换'),
    customers: column('count', 'Customers', '客户数'),
    came_back: column('count', 'Came back', '回购人数'),
  },
  columns: {
    redeemers: column('count', 'Redeemers', '兑换者'),
    matched: column('count', 'Redeemers matched', '已匹配兑换者'),
    others: column('count', 'People like them', '相似未兑换者'),
    repeat_rate: column('ratio', 'Came back, redeemers', '兑换者回购率'),
    others_rate: column('ratio', 'Came back, people like them', '相似未兑换者回购率'),
    plain_others_rate: column('ratio', 'Came back, all others', '全部未兑换者回购率'),
    difference: column('ratio', 'Difference', '差值'),
    low: column('ratio', 'Difference, lower limit', '差值下限'),
    high: column('ratio', 'Difference, upper limit', '差值上限'),
  },
  examples: [{ follow_days: 30 }],
})
