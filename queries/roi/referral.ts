import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'

/** What customers bring who were brought by others; one row, none when nobody was referred. */
export const referral = defineMetric({
  id: 'roi/referral',
  title: { en: 'Referral value', 'zh-CN': '推荐价值' },
  definition: {
    en:
      'Margin in the period of customers whose referrer is in the scope. Region, store, grade and segment choose the referrers; where they bought does not matter as long as you may ' +
      'see the store. Share of margin = of the margin of all known customers. Where a cost is missing, margin is net sales × the chain’s margin rate.',
    'zh-CN':
      '推荐人在范围内的客户于本期贡献的毛利。区域、门店、等级与客群筛选推荐人；只要门店可见，在何处购买不限。毛利占比 = 占全部已识别客户毛利的比例。缺成本处毛利 = 净销售额 × 连锁毛利率。',
  },
  needs: ['customers', 'purchases'],
  params: { ...period, ...filter },
  columns: {
    referrers: column('count', 'Referrers', '推荐人'),
    referred_customers: column('count', 'Referred customers', '被推荐客户'),
    new_customers: column('count', 'New by referral', '推荐新客'),
    active_customers: column('count', 'Active referred customers', '活跃被推荐客户'),
    net_sales: column('money', 'Net sales', '净销售额'),
    margin: column('money', 'Referral value', '推荐价值'),
    margin_per_referrer: column('money', 'Per referrer', '每位推荐人'),
    share_of_margin: column('ratio', 'Share of margin', '毛利占比'),
  },
})
