import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { choice, filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'
import { modelWords } from './model-words.ts'

/** Predicted against actual purchases in the part held back, per customer, by group; in the order of the groups. */
export const calibration = defineMetric({
  id: 'prediction/calibration',
  title: { en: 'Predicted against actual', 'zh-CN': '预测与实际' },
  definition: {
    en:
      'Mean number of days with a purchase per customer in the part held back: predicted, actual with its 95% interval (mean ± 1.96 standard errors), and the baseline at everybody’s own pace so far. ' +
      'By tenth of predicted purchases (1 the lowest; equal predictions stay together) or by repeat purchases before (7 = seven or more; 0 = one-time buyers). The whole chain. Told only to those who see every store.',
    'zh-CN':
      '留出部分每位客户的平均购买天数：预测值、实际值及其 95% 区间（均值 ± 1.96 标准误），以及按各自此前节奏的基线。' +
      '按预测购买的十分位（1 最低；相同预测不拆分）或此前复购次数（7 = 七次及以上；0 = 一次性买家）分组。按全连锁统计。仅对可见全部门店的人显示。',
  },
  needs: ['purchases'],
  params: {
    ...period,
    ...filter,
    by: choice(
      ['decile', 'frequency'],
      'decile',
      { en: 'By', 'zh-CN': '分组' },
      wordsOf('prediction_by', ['decile', 'frequency']),
    ),
    model: choice(['bg_nbd', 'pareto_nbd'], 'bg_nbd', { en: 'Model', 'zh-CN': '模型' }, modelWords),
  },
  columns: {
    place: column('count', 'Group', '组'),
    customers: column('count', 'Customers', '客户数'),
    predicted: column('quantity', 'Predicted', '预测'),
    actual: column('quantity', 'Actual', '实际'),
    actual_low: column('quantity', 'Actual, lower limit', '实际下限'),
    actual_high: column('quantity', 'Actual, upper limit', '实际上限'),
    baseline: column('quantity', 'Baseline', '基线'),
    mean_absolute_error: column('quantity', 'Mean absolute error', '平均绝对误差'),
  },
  examples: [{ by: 'frequency' }, { model: 'pareto_nbd' }],
})
