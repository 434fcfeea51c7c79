import { bucket, column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, grain, period } from '../parameters.ts'
import { caseFilter } from './case-filter.ts'

/** Compensation paid; one row per bucket with complaints or sales, by bucket. */
export const compensation = defineMetric({
  id: 'complaints/compensation',
  title: { en: 'Compensation', 'zh-CN': '赔付' },
  definition: {
    en:
      'Compensation of the complaints received in the bucket, whenever it was paid. Settled = complaints of which an amount is known, also none; compensated = with an amount above 0. ' +
      'Per complaint = compensation / settled; share of sales = compensation / net sales of the same bucket and filters.',
    'zh-CN':
      '本时段受理的投诉的赔付，不论何时支付。已定 = 赔付金额已知（含零）的投诉；有赔付 = 金额大于 0。' +
      '件均 = 赔付 / 已定；占销售额比例 = 赔付 / 同时段、同筛选净销售额。',
  },
  needs: ['complaints'],
  params: { ...period, ...filter, ...caseFilter, ...grain('month') },
  columns: {
    bucket,
    complaints: column('count', 'Complaints', '投诉数'),
    settled: column('count', 'Settled', '已定赔付'),
    compensated: column('count', 'Compensated', '有赔付'),
    compensation_amount: column('money', 'Compensation', '赔付金额'),
    compensation_per_complaint: column('money', 'Per complaint', '件均赔付'),
    share_of_sales: column('ratio', 'Share of net sales', '占净销售额'),
  },
})
