import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { upliftExamples, upliftParams, upliftSums } from './uplift.ts'
import { groupColumn } from './group-words.ts'

/** The Qini curve of treating groups in the order of their uplift; one row per point, from nobody to everybody. */
export const qini = defineMetric({
  id: 'roi/qini',
  title: { en: 'Qini curve', 'zh-CN': 'Qini 曲线' },
  definition: {
    en:
      'One campaign, groups as in uplift. The customers are halved; the order of the groups is learnt on one half and tried on the other, so that the curve cannot praise itself. After ' +
      'each group: sum of the treated − sum of the control × treated / control so far, per treated customer of the campaign, with its Welch interval. By chance = the straight ' +
      'line to the gain of treating everybody. Coefficient = area between the curve and that line, per treated customer.',
    'zh-CN':
      '针对一个活动，分组同分群增量。客户分为两半，在一半上学得分组次序、在另一半上检验，曲线不会自我夸大。每加入一组：实验组合计 − 对照组合计 × 实验组/对照组人数（累计），除以活动实验组人数，附 Welch 区间。' +
      '随机线 = 到全部触达增量的直线。系数 = 曲线与该直线之间的面积（人均）。',
  },
  needs: ['campaigns', 'campaign_contacts', 'purchases'],
  params: { ...period, ...filter, ...upliftParams },
  reads: upliftSums,
  columns: {
    position: column('count', 'Place', '次序'),
    member: groupColumn,
    half: column('count', 'Half', '半区'),
    share: column('ratio', 'Share of customers treated', '触达客户占比'),
    gain: column('quantity', 'Gain per head', '人均增量'),
    low: column('quantity', 'Gain, lower limit', '增量下限'),
    high: column('quantity', 'Gain, upper limit', '增量上限'),
    by_chance: column('quantity', 'Gain by chance', '随机增量'),
    coefficient: column('quantity', 'Qini coefficient', 'Qini 系数'),
  },
  examples: upliftExamples,
})
