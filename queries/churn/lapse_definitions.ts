import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'
import { alive_threshold, inactive_days, rhythm, window_days } from './lapse.ts'

/** How many customers have lapsed by each definition; one row per definition. */
export const lapseDefinitions = defineMetric({
  id: 'churn/lapse_definitions',
  title: { en: 'Lapsed by each definition', 'zh-CN': '各口径下的流失' },
  definition: {
    en:
      'Of the customers who bought within `window_days` of the last day of the data, those who have lapsed by then. ' +
      'Fixed: more than `inactive_days` since the last purchase; exactly that many is not lapsed. ' +
      'Own rhythm: more than max(`min_days`, `multiple` × the customer’s own median gap), from three purchase days on; others as fixed. Model: P(alive) below `alive_threshold`, when a model could be fitted to the whole chain and all stores are in view; one-time buyers are alive by its assumption. ' +
      'Judged by assumption: those to whom the definition does not speak — fewer than three purchase days (own rhythm), one-time buyers (model). ' +
      'Value: the margin of the last twelve months of those who lapsed (net sales where no cost is known). Whatever the period says, the figures stand for the last day of the data. Filters go by the last purchase.',
    'zh-CN':
      '在数据末日前 `window_days` 天内购买过的客户中，截至该日已流失者。固定天数：距最近一次购买超过 `inactive_days` 天，恰好等于不算。' +
      '自身节奏：超过 max(`min_days`，`multiple` × 本人购买间隔中位数)，需至少三个购买日，否则按固定天数。模型：P(存活) 低于 `alive_threshold`，仅在全连锁可拟合且可见全部门店时给出；一次性买家按模型假定为存活。' +
      '“按假定判断”：该口径无法判断者——不足三个购买日（自身节奏）、一次性买家（模型）。' +
      '价值：流失者近 12 个月的毛利（无成本时为净销售额）。无论选择何时段，数值均为数据末日的状态。筛选按最近一次购买。',
  },
  needs: ['purchases'],
  params: {
    ...period,
    ...filter,
    inactive_days,
    ...rhythm,
    alive_threshold,
    window_days,
  },
  columns: {
    method: column('id', 'Definition', '口径', {
      words: wordsOf('churn_method', ['fixed', 'rhythm', 'model']),
    }),
    customers: column('count', 'Customers', '客户数'),
    lapsed_customers: column('count', 'Lapsed', '流失客户'),
    lapsed_share: column('ratio', 'Share', '占比'),
    lapsed_here_only: column('count', 'Not lapsed by fixed days', '按固定天数未流失'),
    lapsed_fixed_only: column('count', 'Lapsed by fixed days alone', '仅按固定天数流失'),
    unjudged_customers: column('count', 'Judged by assumption', '按假定判断'),
    lapsed_value: column('money', 'Their margin of 12 months', '其 12 个月毛利'),
  },
  examples: [{ inactive_days: 30 }, { min_days: 5, multiple: 1.5, window_days: 400 }],
})
