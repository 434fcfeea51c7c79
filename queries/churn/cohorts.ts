import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { choice, filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'
import { counting } from './counting.ts'

/**
 * Cohorts by month and how many of each buy in the months after: one row per cohort and month; rows whose `cohort` is
 * null are the mean over the cohorts, of finished months only. By cohort, the mean last, then month.
 */
export const cohorts = defineMetric({
  id: 'churn/cohorts',
  title: { en: 'Retention by cohort', 'zh-CN': '同期群留存' },
  definition: {
    en:
      'A cohort is the customers whose first purchase lies in a month (first-time), or everybody who bought in it (recurring). ' +
      'Retained in month k: on = a purchase in that month; on or after = a purchase in that month or a later one, as far as the data reaches. ' +
      'Month 0 is the month of the cohort. The rate is measured against the cohort (first), or against those retained in the month before (previous; it may exceed 100% with “on”). ' +
      'The cohorts of the months of the period are shown; purchases up to the end of the period count. A month that is not over is marked and left out of the mean. ' +
      'With “any order”, orders that came to nothing and returns count like purchases. Mean: weighted = all retained / all they are measured against; simple = mean of the rates. ' +
      'The filters choose customers by the purchase that makes them members of the cohort; whether they come back, and what their first purchase was, is judged by all purchases in the stores you may see. ' +
      'Interval: Wilson, 95%, where the rate is a share of people counted once; so not against the month before with “on”, nor of a mean that is simple or of recurring cohorts.',
    'zh-CN':
      '同期群 = 首次购买在该月的客户（首购），或该月所有购买客户（复现）。' +
      '第 k 月留存：当月 = 该月有购买；当月及以后 = 该月或之后有购买（以数据所及为限）。第 0 月即同期群所在月。' +
      '留存率以同期群人数为分母（对首期），或以上月留存人数为分母（对上期；“当月”口径下可能超过 100%）。' +
      '展示本期内各月的同期群，计入截至期末的购买。未结束的月份有标记，且不计入均值。选“任何订单”时，零额订单与退货也计为活跃。均值：加权 = 留存合计 / 分母合计；简单 = 各留存率的平均。' +
      '筛选按客户进入同期群的那次购买选取；是否再来、首购为何，按您可见门店的全部购买判断。区间：Wilson 95%，仅在留存率为去重人数占比时给出；“当月”对上期、简单均值及复现同期群的均值不给。',
  },
  needs: ['purchases'],
  params: {
    ...period,
    ...filter,
    start: choice(
      ['first_time', 'recurring'],
      'first_time',
      { en: 'Cohort', 'zh-CN': '同期群' },
      wordsOf('churn_start', ['first_time', 'recurring']),
    ),
    measure: choice(
      ['on', 'on_or_after'],
      'on',
      { en: 'Retained', 'zh-CN': '留存口径' },
      wordsOf('churn_measure', ['on', 'on_or_after']),
    ),
    versus: choice(
      ['first', 'previous'],
      'first',
      { en: 'Measured against', 'zh-CN': '对比' },
      wordsOf('churn_versus', ['first', 'previous']),
    ),
    counting,
    mean: choice(
      ['weighted', 'simple'],
      'weighted',
      { en: 'Mean', 'zh-CN': '均值' },
      wordsOf('churn_mean', ['weighted', 'simple']),
    ),
  },
  columns: {
    cohort: column('date', 'Cohort', '同期群'),
    month_index: column('count', 'Month', '第几月'),
    customers: column('count', 'Customers', '客户数'),
    retained_customers: column('count', 'Retained customers', '留存客户'),
    base_customers: column('count', 'Measured against', '分母'),
    retention_rate: column('ratio', 'Retention rate', '留存率'),
    retention_rate_low: column('ratio', 'Retention rate, lower limit', '留存率下限'),
    retention_rate_high: column('ratio', 'Retention rate, upper limit', '留存率上限'),
    is_unfinished: column('flag', 'Month not over', '月份未结束'),
  },
  examples: [
    { start: 'recurring' },
    { measure: 'on_or_after' },
    { start: 'recurring', measure: 'on_or_after', versus: 'previous' },
    { versus: 'previous', mean: 'simple' },
    { start: 'recurring', mean: 'simple' },
    { counting: 'any_order' },
    { counting: 'any_order', start: 'recurring' },
  ],
})
