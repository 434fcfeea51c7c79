import { bucket, column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, grain, period } from '../parameters.ts'

/** Net sales, orders and what an order is worth; one row per bucket with sales, by bucket. */
export const sales = defineMetric({
  id: 'kpi/sales',
  title: { en: 'Sales', 'zh-CN': '销售' },
  definition: {
    en:
      'Net sales are line amounts after discounts; a return counts negative on the day it happens and a cancelled order counts nowhere. ' +
      'Orders are checkouts (one order number, day, store, channel and customer) with a positive net amount. Identified share = net sales with a known customer / net sales. ' +
      'Average order value = net sales / orders; units per order = units / orders. ' +
      'Gross margin covers the lines whose cost is known, from the line or from the product; it is empty when no cost is loaded. ' +
      'With a category filter only the lines of those categories count, and an order is what remains of it. ' +
      'Grade is the grade held on the day of the sale; segment is the value group at the end of the data, by what was bought in the stores you may see.',
    'zh-CN':
      '净销售额为折后行金额之和；退货在发生当日计为负数，已取消的订单不计入任何指标。订单指净额为正的一次结账（订单号、日期、门店、渠道、客户均相同的行为一次）。' +
      '识别率 = 有客户身份的净销售额 / 净销售额。客单价 = 净销售额 / 订单数；连带率 = 件数 / 订单数。' +
      '毛利只计成本已知的行（取自行成本或商品单位成本）；未导入成本时为空。' +
      '按品类筛选时只计该品类的行，订单即其余下部分。等级取销售当日所持等级；客群为数据截止日的价值分组，按您可见门店的购买计算。',
  },
  needs: ['purchases'],
  params: { ...period, ...filter, ...grain('month') },
  columns: {
    bucket,
    net_sales: column('money', 'Net sales', '净销售额'),
    identified_net_sales: column('money', 'Identified net sales', '已识别净销售额'),
    identified_share: column('ratio', 'Identified share', '识别率'),
    orders: column('count', 'Orders', '订单数'),
    units: column('quantity', 'Units', '件数'),
    units_per_order: column('quantity', 'Units per order', '连带率'),
    average_order_value: column('money', 'Average order value', '客单价'),
    discount_amount: column('money', 'Discount', '优惠金额'),
    gross_margin: column('money', 'Gross margin', '毛利'),
  },
})
