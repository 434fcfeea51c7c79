import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { worth } from './worth.ts'

const tenthWords = Object.fromEntries(
  Array.from({ length: 10 }, (_, tenth) => {
    const share = `${10 * tenth}% – ${10 * tenth + 10}%`
    return [String(tenth), { en: share, 'zh-CN': share }]
  }),
)

/** How many customers are probably still there, by tenths of P(alive), and what they are worth; one-time buyers in a row apart. */
export const alive = defineMetric({
  id: 'prediction/alive',
  title: { en: 'Who is still a customer', 'zh-CN': '谁仍是客户' },
  definition: {
    en:
      'Repeat buyers by the probability of still being a customer at the end of the data (BG/NBD): band 0 is below 10%, band 9 from 90%. One-time buyers are in a row of their own (band one_time): ' +
      'the model takes them for customers by assumption (probability 1), which says nothing about them; Pareto/NBD, which lets people leave at any time, says how many of them are probably still there. It cannot tell who left after one purchase from who buys seldom, and leans towards gone where people leave after purchases: the back-test says how it did with them (`prediction/calibration` by frequency, group 0). CLV = expected margin of the next `horizon_months` [12], discounted by `discount_rate` [1%] a month. ' +
      'Region and store choose by home store, grade by the grade on the last day of the period, segment by value group; period, channel and category do not apply. For people who see only some stores: customers whose every purchase lies in them.',
    'zh-CN':
      '复购客户按截至数据末日仍为客户的概率（BG/NBD）分档：0 档低于 10%，9 档 90% 及以上。一次性买家单列（one_time）：模型假定其概率为 1，并非判断；Pareto/NBD 允许客户随时离开，另给出其中可能仍在的人数；它无法区分首购后离开者与很少购买者，若客户多在购买后离开则偏向判为已离开，回测（`prediction/calibration` 按复购次数，第 0 组）可见其准确程度。' +
      'CLV = 未来 `horizon_months` [12] 个月的期望毛利，按月以 `discount_rate` [1%] 折现。区域与门店按归属门店，等级按期末日等级，客群按价值分组；时段、渠道与品类不适用。仅可见部分门店者：只含全部购买都在这些门店的客户。',
  },
  needs: ['purchases'],
  params: { ...period, ...filter, ...worth },
  columns: {
    band: column('id', 'Band', '档', { words: { ...tenthWords, one_time: 'prediction_one_time' } }),
    customers: column('count', 'Customers', '客户数'),
    expected_alive: column('quantity', 'Expected still there', '预计仍在'),
    expected_alive_pareto: column('quantity', 'Expected still there by Pareto/NBD', '按 Pareto/NBD 预计仍在'),
    purchases_90: column('quantity', 'Expected purchases, 90 days', '未来 90 天预计购买'),
    purchases_365: column('quantity', 'Expected purchases, 365 days', '未来 365 天预计购买'),
    clv: column('money', 'CLV', 'CLV'),
  },
  examples: [{ horizon_months: 24, discount_rate: 0.02 }],
})
