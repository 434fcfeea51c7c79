import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { by, groupName } from './tenure.ts'
import { inactive_days } from './lapse.ts'

/** Kaplan–Meier curves of tenure to lapse: one row per group and day on which somebody lapsed or was last seen. */
export const survival = defineMetric({
  id: 'churn/survival',
  title: { en: 'Survival', 'zh-CN': '留存曲线' },
  definition: {
    en:
      'Kaplan–Meier estimate of the share of customers who have not lapsed so many days after their first purchase. A lapse comes on the first day that lies more than ' +
      '`inactive_days` after a purchase; only the first lapse of a customer counts. Customers whose first purchase lies in the period are followed to its end or that of the data; ' +
      'who has not lapsed by then is censored. Interval: Greenwood, log-log, 95%. Groups and filters go by the first purchase (grade: the one held on that day; joined through: as on file); ' +
      'silence is judged by all purchases in the stores you may see. The eight largest groups are shown. The first purchase is the first in the data: older customers seem younger than they are.',
    'zh-CN':
      '首次购买若干天后仍未流失的客户占比，Kaplan–Meier 估计。流失发生在某次购买之后超过 `inactive_days` 天的第一天；每位客户只计第一次流失。' +
      '跟踪首购在本期内的客户至期末或数据末日，届时未流失者按删失处理。区间：Greenwood（log-log）95%。' +
      '分组与筛选按首次购买（等级为当日所持；入会渠道按档案）；沉默按您可见门店的全部购买判断。只显示最大的八组。首购指数据中的首次购买，更早的老客会显得较新。',
  },
  needs: ['purchases'],
  params: { ...period, ...filter, by, inactive_days },
  reads: {
    member: column('text', 'Group', '分组'),
    label: column('text', 'Name', '名称'),
    tenure_days: column('count', 'Tenure', '天数'),
    lapsed_customers: column('count', 'Lapsed', '流失'),
    censored_customers: column('count', 'Last seen', '删失'),
  },
  columns: {
    member: column('id', 'Group', '分组'),
    label: groupName,
    tenure_days: column('days', 'Days since first purchase', '首购后天数'),
    customers_at_risk: column('count', 'At risk', '风险集人数'),
    lapsed_customers: column('count', 'Lapsed', '流失'),
    censored_customers: column('count', 'Censored', '删失'),
    survival: column('ratio', 'Not lapsed', '未流失占比'),
    survival_low: column('ratio', 'Not lapsed, lower limit', '未流失占比下限'),
    survival_high: column('ratio', 'Not lapsed, upper limit', '未流失占比上限'),
  },
  examples: [
    { inactive_days: 20 },
    { by: 'region' },
    { by: 'store', inactive_days: 30 },
    { by: 'category' },
    { by: 'year' },
    { by: 'grade' },
    { by: 'channel' },
    { by: 'join_channel' },
  ],
})
