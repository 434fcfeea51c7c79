import { column } from '../column.ts'
import { measureWords } from '../kpi/measure-words.ts'
import { defineMetric } from '../metric.ts'
import type { Unit } from '../metric.ts'
import { choice, filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'

/** What can be forecast, and the unit in which each measure is printed. */
export const outlookMeasures = {
  net_sales: 'money',
  orders: 'count',
  active_customers: 'count',
} as const satisfies Record<string, Unit>
export type OutlookMeasure = keyof typeof outlookMeasures

/** Why the forecast is what it is; the first two name the method that won the back-test. */
export const outlookReasons = [
  'model_wins',
  'naive_wins',
  'under_two_years',
  'under_one_year',
  'too_few',
  'closed',
  'no_sales',
] as const
export type OutlookReason = (typeof outlookReasons)[number]

/**
 * The days to come, to the end of the next quarter. One row `verdict` (method and back-test), rows `quarter` (the quarter
 * under way, when days of it are to come, and the next), rows `week` (the past from the week of `from` on, then the
 * forecast; for active customers quarters stand in their place) and rows `test` (what would have been said before).
 */
export const outlook = defineMetric({
  id: 'forecast/outlook',
  title: { en: 'Forecast', 'zh-CN': '预测' },
  definition: {
    en:
      'Forecast of the days after the last one known, to the end of the next quarter (quarters of the financial year that begins with month `fiscal_start` [1]). Model: log-linear regression of the daily values on trend, weekly and yearly season, ' +
      'the days around Spring Festival and Mid-Autumn, 11.11, 6.18, New Year, Qingming, 1 May, 1 October and Christmas, and on the stores that are open; a day far from the fit counts less. ' +
      'Active customers of a quarter are forecast as the customers whose first purchase of the quarter falls on each day, which add up to distinct customers. ' +
      'The interval holds 95% of simulated paths: runs of four weeks of past errors, coefficients as uncertain as they are, and a level that drifts as it has before. ' +
      'Seasonal-naive: the same weekday 52 weeks earlier. Both are tested from the start of each of the last five quarters, with what was known then, on the four quarters that followed. ' +
      'The model is shown only if its mean absolute error by week is smaller; otherwise the seasonal-naive forecast is, and is named. WAPE = sum of absolute errors / sum of actual values; ' +
      'MASE = mean absolute error / that of seasonal-naive within the history known at the time. Coverage = share of tested weeks inside the interval. ' +
      'Under a year of history there is no forecast; under two years only the seasonal-naive one.',
    'zh-CN':
      '对已知最后一天之后、直至下季度末的预测（季度按自 `fiscal_start` [1] 月开始的财年划分）。模型：以每日数值对趋势、周内与年度季节、春节与中秋前后、双11、618、元旦、清明、五一、国庆与圣诞前后的日子和在营门店作对数线性回归；偏离拟合过远的日子降低权重。' +
      '季度活跃客户按“当日为其本季首次购买”的客户数逐日预测，逐日相加即为去重客户数。' +
      '区间涵盖 95% 的模拟路径：以四周为一段抽取过往误差，系数按其不确定性取值，水平按过往幅度漂移。' +
      '季节性朴素预测：取 52 周前同一星期几的数值。两者均以当时已知数据，从最近五个季度的季初出发，对随后的四个季度回测。' +
      '仅当模型的周平均绝对误差更小时才采用模型，否则采用季节性朴素预测并注明。WAPE = 绝对误差之和 / 实际值之和；' +
      'MASE = 平均绝对误差 / 当时已知历史内季节性朴素预测的平均绝对误差。覆盖率 = 回测周中落入区间的比例。' +
      '历史不足一年不作预测；不足两年仅给季节性朴素预测。',
  },
  needs: ['purchases'],
  params: {
    ...period,
    ...filter,
    measure: choice(
      Object.keys(outlookMeasures) as readonly OutlookMeasure[] as readonly [OutlookMeasure],
      'net_sales',
      { en: 'Measure', 'zh-CN': '指标' },
      measureWords,
    ),
    fiscal_start: {
      kind: 'count',
      default: 1,
      min: 1,
      max: 12,
      title: { en: 'First month of the financial year', 'zh-CN': '财年首月' },
    },
  },
  reads: {
    kind: column('text', 'Kind', '类别'),
    store_id: column('id', 'Store', '门店'),
    starts_on: column('date', 'From', '起始日'),
    ends_on: column('date', 'To', '截止日'),
    closed_on: column('date', 'Closed on', '关店日'),
    value: column('quantity', 'Value', '数值'),
    orders: column('count', 'Orders', '订单数'),
    visitors: column('count', 'Customers of the day', '当日客户数'),
  },
  columns: {
    kind: column('text', 'Kind', '类别', {
      words: wordsOf('outlook', ['verdict', 'quarter', 'week', 'bucket', 'test']),
    }),
    starts_on: column('date', 'From', '起始日'),
    ends_on: column('date', 'To', '截止日'),
    lead: column('count', 'Quarters ahead', '提前季度数'),
    actual: column('quantity', 'Actual', '实际'),
    forecast: column('quantity', 'Forecast', '预测'),
    low: column('quantity', 'Interval, low', '区间下限'),
    high: column('quantity', 'Interval, high', '区间上限'),
    model: column('quantity', 'Model', '模型'),
    naive: column('quantity', 'Seasonal-naive', '季节性朴素'),
    method: column('text', 'Method', '方法', {
      words: { model: 'forecast_model', naive: 'forecast_naive', none: 'forecast_none' },
    }),
    reason: column('text', 'Reason', '原因', { words: wordsOf('forecast', outlookReasons) }),
    n: column('count', 'Weeks tested', '回测周数'),
    wape: column('ratio', 'WAPE', 'WAPE'),
    naive_wape: column('ratio', 'WAPE, seasonal-naive', 'WAPE（季节性朴素）'),
    mase: column('quantity', 'MASE', 'MASE'),
    naive_mase: column('quantity', 'MASE, seasonal-naive', 'MASE（季节性朴素）'),
    coverage: column('ratio', 'Interval coverage', '区间覆盖率'),
  },
  shares: 2,
  examples: Object.keys(outlookMeasures).map((measure) => ({ measure })),
})
