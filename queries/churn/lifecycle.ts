import { bucket, column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, grain, period } from '../parameters.ts'
import { inactive_days } from './lapse.ts'

/** New, returning, resurrected and lapsed customers, and those not lapsed at both ends; by bucket. */
export const lifecycle = defineMetric({
  id: 'churn/lifecycle',
  title: { en: 'Customer lifecycle', 'zh-CN': '客户生命周期' },
  definition: {
    en:
      'Active = distinct customers with a purchase in the bucket = new + returning + resurrected. New: the first purchase ever lies in the bucket. ' +
      'Resurrected: more than `inactive_days` passed between the first purchase in the bucket and the one before it. Returning: the others. ' +
      'Lapsed: customers not lapsed at the start who passed `inactive_days` without a purchase in the bucket, and those who bought in it and lapsed again by its end. ' +
      'Not lapsed = at most `inactive_days` since the last purchase. Not lapsed at the end = at the start + new + resurrected − lapsed, exactly; with filters ' +
      'also + moved: customers whose last purchase came to lie within or outside what the filters keep. ' +
      'The filters apply to the purchases of the bucket, and to the last purchase of those who lapsed or stand at an end; what came before is judged by all purchases in the stores you may see.',
    'zh-CN':
      '活跃 = 时段内有购买的去重客户 = 新客 + 留存 + 复活。新客：首次购买在该时段内。复活：该时段首次购买距前一次超过 `inactive_days` 天。留存：其余。' +
      '流失：期初未流失、在该时段内未购买满 `inactive_days` 天以上者，以及时段内买过但期末前再次流失者。' +
      '未流失 = 距最近一次购买不超过 `inactive_days` 天。期末未流失 = 期初 + 新客 + 复活 − 流失，严格相等；有筛选时另加“移动”：最近一次购买移入或移出筛选范围的客户。' +
      '筛选作用于时段内的购买，以及流失者、期初期末客户的最近一次购买；此前的历史按您可见门店的全部购买判断。',
  },
  needs: ['purchases'],
  params: { ...period, ...filter, ...grain('month'), inactive_days },
  columns: {
    bucket,
    active_customers: column('count', 'Active customers', '活跃客户'),
    new_customers: column('count', 'New', '新客'),
    returning_customers: column('count', 'Returning', '留存'),
    resurrected_customers: column('count', 'Resurrected', '复活'),
    lapsed_customers: column('count', 'Lapsed', '流失'),
    customers_at_start: column('count', 'Not lapsed at the start', '期初未流失'),
    customers_at_end: column('count', 'Not lapsed at the end', '期末未流失'),
    moved_customers: column('count', 'Moved in or out', '移入移出'),
  },
  examples: [{ inactive_days: 10 }, { inactive_days: 5, grain: 'total' }],
})
