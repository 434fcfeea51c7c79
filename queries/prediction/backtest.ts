import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { modelWords } from './model-words.ts'

/** How well each model would have predicted the part held back; a row each, none without a back-test. */
export const backtest = defineMetric({
  id: 'prediction/backtest',
  title: { en: 'Back-test', 'zh-CN': '回测' },
  definition: {
    en:
      'BG/NBD and Pareto/NBD are fitted to the earlier part of the data and predict the rest: half of the days, a year at most, held back. Counted are days with a purchase of those who had bought by then. ' +
      'Mean absolute error and root mean square error per customer; the baseline lets everybody go on at their own pace so far (repeats / age). ' +
      'The whole chain, whatever period and filters say. Told only to those who see every store.',
    'zh-CN':
      '用较早部分数据拟合 BG/NBD 与 Pareto/NBD，预测留出的部分：留出一半天数，最多一年。按届时已购买过的客户统计购买天数。' +
      '误差为每位客户的平均绝对误差与均方根误差；基线假定每人按此前自己的节奏继续（复购次数 / 时长）。按全连锁统计，不受时段与筛选影响。仅对可见全部门店的人显示。',
  },
  needs: ['purchases'],
  params: { ...period, ...filter },
  columns: {
    model: column('id', 'Model', '模型', { words: modelWords }),
    fitted_to: column('date', 'Fitted to', '拟合截止日'),
    held_back_to: column('date', 'Held back to', '留出截止日'),
    held_back_days: column('days', 'Days held back', '留出天数'),
    customers: column('count', 'Customers', '客户数'),
    actual: column('count', 'Purchases', '实际购买'),
    predicted: column('quantity', 'Predicted purchases', '预测购买'),
    baseline: column('quantity', 'Baseline', '基线预测'),
    mean_absolute_error: column('quantity', 'Mean absolute error', '平均绝对误差'),
    baseline_mean_absolute_error: column('quantity', 'Mean absolute error, baseline', '平均绝对误差（基线）'),
    root_mean_square_error: column('quantity', 'Root mean square error', '均方根误差'),
    baseline_root_mean_square_error: column(
      'quantity',
      'Root mean square error, baseline',
      '均方根误差（基线）',
    ),
  },
})
