import { bucket, column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { choice, filter, grain, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'

const counted = ['counted', 'left_out'] as const

/** Active, new, returning and reactivated customers; one row per bucket with purchases, by bucket. */
export const customers = defineMetric({
  id: 'kpi/customers',
  title: { en: 'Customers', 'zh-CN': '客户' },
  definition: {
    en:
      'Active = distinct customers with at least one purchase (a checkout with a positive net amount). ' +
      'New = active, and the first purchase ever lies in the bucket. Returning = active and not new. ' +
      'Reactivated = returning, and more than `lapse_days` passed between the first purchase in the bucket and the one before it. ' +
      'The filters decide which purchases make a customer active; whether the customer is new or reactivated is judged by all purchases ' +
      'in the stores you may see. With `reactivated` left out they are not looked for, and unknown. With a category filter a purchase is what an order holds of those categories, if positive. Grade is the grade held on the day of the purchase.',
    'zh-CN':
      '活跃客户 = 至少有一次购买（净额为正的结账）的去重客户。新客 = 活跃且首次购买在该时段内。老客 = 活跃但非新客。' +
      '唤回客户 = 老客中，该时段首次购买距前一次购买超过 `lapse_days` 天者。' +
      '筛选条件决定哪些购买使客户活跃；是否新客或唤回，按您可见门店的全部购买判断。`reactivated` 选不计时不查找唤回客户，其数未知。按品类筛选时，购买指订单中该品类净额为正的部分。等级取购买当日所持等级。',
  },
  needs: ['purchases'],
  params: {
    ...period,
    ...filter,
    ...grain('month'),
    lapse_days: {
      kind: 'count',
      default: 90,
      min: 1,
      max: 3650,
      title: { en: 'Gap before reactivation (days)', 'zh-CN': '唤回间隔（天）' },
    },
    /** To look for them takes most of the time of a question with filters. */
    reactivated: choice(
      counted,
      'counted',
      { en: 'Reactivated customers', 'zh-CN': '唤回客户' },
      wordsOf('reactivated', counted),
    ),
  },
  columns: {
    bucket,
    active_customers: column('count', 'Active customers', '活跃客户'),
    new_customers: column('count', 'New customers', '新客'),
    returning_customers: column('count', 'Returning customers', '老客'),
    reactivated_customers: column('count', 'Reactivated customers', '唤回客户'),
  },
  examples: [{ lapse_days: 5 }, { reactivated: 'left_out' }],
})
