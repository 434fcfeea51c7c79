import { bucket, column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, grain, period } from '../parameters.ts'
import { caseFilter, lens, lenses } from './case-filter.ts'

/** The members with most complaints over time: a row for each in every bucket, by place and bucket. */
export const series = defineMetric({
  id: 'complaints/series',
  title: { en: 'Complaints by member over time', 'zh-CN': '分项投诉走势' },
  definition: {
    en:
      'Complaints by day of receipt for the members of one dimension with most complaints in the period. Rate = complaints per 1,000 orders of the same bucket: ' +
      'orders of the store, region or channel where that is the dimension, else all orders that the filters keep. No member: not known yet, such as the root cause before the investigation.',
    'zh-CN':
      '所选维度中本期投诉最多的各成员，按受理日计。投诉率 = 同时段每千单投诉数：维度为门店、区域或渠道时取各自订单，其余取筛选下的全部订单。' +
      '无成员表示尚不清楚，例如调查前的根本原因。',
  },
  needs: ['complaints'],
  params: {
    ...period,
    ...filter,
    ...caseFilter,
    ...grain('week'),
    ...lens('category'),
    members: { kind: 'count', default: 8, min: 1, max: 100, title: { en: 'Members', 'zh-CN': '成员数' } },
  },
  columns: {
    bucket,
    member: column('id', 'Member', '成员'),
    label: column('text', 'Name', '名称', { words: { '': 'complaints_unknown' }, member_of: '$lens' }),
    place: column('count', 'Place', '名次'),
    complaints: column('count', 'Complaints', '投诉数'),
    orders: column('count', 'Orders', '订单数'),
    complaints_per_1000_orders: column('quantity', 'Complaints per 1,000 orders', '每千单投诉数'),
  },
  examples: lenses.map((by) => ({ lens: by, grain: 'month', members: 3 })),
})
