import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'

/** What the purchases cover, in one row (none when no purchase is loaded). */
export const coverage = defineMetric({
  id: 'data/coverage',
  title: { en: 'Coverage', 'zh-CN': '数据范围' },
  definition: {
    en:
      'First and last day with a purchase line, stores and customers that occur in purchases, orders and lines, in the stores you may see; cancelled orders left out. ' +
      'Period and filters do not apply.',
    'zh-CN': '您可见门店中购买明细的首日与末日、出现的门店与客户数、订单数与行数；不含已取消订单。期间与筛选不适用。',
  },
  needs: [],
  params: { ...period, ...filter },
  columns: {
    first_day: column('date', 'First day', '首日'),
    last_day: column('date', 'Last day', '末日'),
    stores: column('count', 'Stores', '门店数'),
    customers: column('count', 'Customers', '客户数'),
    orders: column('count', 'Orders', '订单数'),
    lines: column('count', 'Lines', '行数'),
  },
})
