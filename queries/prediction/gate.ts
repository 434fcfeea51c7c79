import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'

/** Whether there is enough to predict from: one row per condition, in order. */
export const gate = defineMetric({
  id: 'prediction/gate',
  title: { en: 'Enough to predict from?', 'zh-CN': '数据是否足以预测' },
  definition: {
    en:
      'There is a prediction when all four hold: at least 500 known buyers; at least 180 days of purchases; a known buyer in the last 30 days of the data; ' +
      'a buyer with at least 3 orders. Counted over the whole chain up to the last day of the data, whatever the filters say. Told only to those who see every store.',
    'zh-CN':
      '同时满足以下四条才给出预测：已识别买家不少于 500 人；购买记录不少于 180 天；数据最后 30 天内有已识别买家；有买家下过至少 3 单。' +
      '按全连锁、截至数据末日统计，不受筛选影响。仅对可见全部门店的人显示。',
  },
  needs: ['purchases'],
  params: { ...period, ...filter },
  columns: {
    condition: column('id', 'Condition', '条件', {
      words: wordsOf('prediction_gate', ['buyers', 'days', 'recent_buyers', 'frequent_buyers']),
    }),
    value: column('count', 'There are', '现有'),
    required: column('count', 'Needed', '所需'),
    is_met: column('flag', 'Met', '满足'),
  },
})
