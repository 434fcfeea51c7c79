import { bucket, column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, grain, period } from '../parameters.ts'

/** Complaints received, against orders; one row per bucket with orders or complaints, by bucket. */
export const complaints = defineMetric({
  id: 'kpi/complaints',
  title: { en: 'Complaints', 'zh-CN': '投诉' },
  definition: {
    en:
      'Complaints count on the day they are received. Rate = complaints per 1,000 orders of the same bucket and filters. ' +
      'A complaint has the store and sales channel of the order it names, or else its own; its product category is that of the product it names, ' +
      'or else the main category of the order. Grade is the grade held on the day of receipt.',
    'zh-CN':
      '投诉按受理日计。投诉率 = 同时段、同筛选下每千单投诉数。投诉取其订单的门店与销售渠道，无订单时取自身的；' +
      '商品品类取所涉商品的品类，否则取订单的主品类。等级取受理当日所持等级。',
  },
  needs: ['complaints'],
  params: { ...period, ...filter, ...grain('month') },
  columns: {
    bucket,
    complaints: column('count', 'Complaints', '投诉数'),
    orders: column('count', 'Orders', '订单数'),
    complaints_per_1000_orders: column('quantity', 'Complaints per 1,000 orders', '每千单投诉数'),
    compensation_amount: column('money', 'Compensation', '赔付金额'),
  },
})
