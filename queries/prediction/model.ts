import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'
import { modelWords, parameterWords, reasonWords } from './model-words.ts'

/** The fitted parameters, a row each; a row with the reason where a model has none. */
export const model = defineMetric({
  id: 'prediction/model',
  title: { en: 'Prediction models', 'zh-CN': '预测模型' },
  definition: {
    en:
      'BG/NBD (Fader, Hardie & Lee 2005) for repeat purchases and gamma–gamma (Fader & Hardie 2013) for spend, fitted by maximum likelihood to all known buyers of the chain with every load; ' +
      'unit of time: a week. x = days with a purchase after the first, t_x = weeks from the first to the last, T = weeks from the first to the end of the data (with more than 1,000,000 buyers, T and a silence of eight weeks or more in whole weeks, and means of spend within half a per cent taken together); ' +
      'orders that come to nothing or less are no purchases. Pareto/NBD (Schmittlein, Morrison & Colombo 1987), which lets people leave at any time, stands beside it, fitted to the same buyers. ' +
      'Gamma–gamma takes the mean value of repeat purchase days of customers who have one. ' +
      'Standard errors from the curvature of the likelihood; interval 95%, on the logarithm. Part `earlier` is the fit of the back-test. ' +
      'No parameters: data_gate = not enough data, no_repeat_buyers, flat_likelihood = the data do not tell the parameters apart, impossible_history, not_converged, no_mean_spend = spend varies so much that the interval of q reaches 1, where it has no mean; failed. ' +
      'Where the likelihood is highest at an edge, the simpler model there stands in, unless it is less likely by more than 1.92: one_chance_to_leave = everybody leaves with one probability (a and b large), one_rate = everybody buys at one rate (r and α large), one_rate_of_leaving = everybody leaves at one rate (s and β large), nobody_leaves = NBD (a or s = 0; b or β means nothing), same_spend_each_time = a customer always spends the same (p large), one_mean_spend = all have one mean (q and γ large). Told only to those who see every store.',
    'zh-CN':
      '复购用 BG/NBD（Fader、Hardie、Lee 2005），金额用 Gamma–Gamma（Fader、Hardie 2013），每次导入后按全连锁全部已识别买家以极大似然拟合；时间单位：周。' +
      'x = 首购之后的购买天数，t_x = 首购到最近购买的周数，T = 首购到数据末日的周数（买家超过 1,000,000 人时，T 及八周以上的沉默期取整周，相差不到 0.5% 的平均金额合并计算）；净额不大于零的订单不算购买。' +
      'Pareto/NBD（Schmittlein、Morrison、Colombo 1987）允许客户随时离开，作为对照，用同一批买家拟合。Gamma–Gamma 取有复购的客户在复购日的平均金额。' +
      '标准误来自似然函数曲率；区间 95%，在对数尺度上。`earlier` 为回测所用的拟合。' +
      '无参数的原因：data_gate = 数据不足；no_repeat_buyers = 无复购；flat_likelihood = 数据无法区分参数；impossible_history = 存在不可能的购买记录；not_converged = 未收敛；no_mean_spend = 金额差异过大，q 的区间触及 1，不存在均值；failed = 计算失败。' +
      '似然在边界处最大时，由该处更简单的模型代替（对数似然相差不超过 1.92）：one_chance_to_leave = 所有人以同一概率离开（a、b 很大）；one_rate = 所有人以同一频率购买（r、α 很大）；one_rate_of_leaving = 所有人以同一速率离开（s、β 很大）；nobody_leaves = NBD（a 或 s 为 0，b 或 β 无意义）；same_spend_each_time = 同一客户每次金额相同（p 很大）；one_mean_spend = 所有人均值相同（q、γ 很大）。仅对可见全部门店的人显示。',
  },
  needs: ['purchases'],
  params: { ...period, ...filter },
  columns: {
    part: column('id', 'Part', '部分', { words: wordsOf('fit_part', ['now', 'earlier']) }),
    model: column('id', 'Model', '模型', { words: modelWords }),
    parameter: column('id', 'Parameter', '参数', { words: parameterWords }),
    value: column('quantity', 'Value', '值'),
    standard_error: column('quantity', 'Standard error', '标准误'),
    low: column('quantity', 'Lower limit', '下限'),
    high: column('quantity', 'Upper limit', '上限'),
    log_likelihood: column('quantity', 'Log-likelihood', '对数似然'),
    customers: column('count', 'Customers', '客户数'),
    reason: column('id', 'Why there is none, or simpler', '无预测或简化的原因', { words: reasonWords }),
    fitted_from: column('date', 'Fitted from', '拟合起始日'),
    fitted_to: column('date', 'Fitted to', '拟合截止日'),
    margin_rate: column('ratio', 'Margin rate of the chain', '连锁毛利率'),
  },
})
