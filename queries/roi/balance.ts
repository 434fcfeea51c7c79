import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'
import { campaign } from './campaign.ts'
import { campaignSums } from './campaign-sums.ts'

/** Whether the arms of one campaign were alike before it started. */
export const balance = defineMetric({
  id: 'roi/balance',
  title: { en: 'Balance of the arms', 'zh-CN': '两组均衡性' },
  definition: {
    en:
      'Net sales, orders and share of buyers in the twelve months before the campaign started, of the treated and of the control. Standardised difference = difference of ' +
      'means / √(mean of both variances); more than 0.1 in size is called unbalanced.',
    'zh-CN':
      '活动开始前 12 个月实验组与对照组的净销售额、订单数与购买者占比。标准化差 = 均值之差 / √（两组方差之均值）；绝对值大于 0.1 称为不均衡。',
  },
  needs: ['campaigns', 'campaign_contacts', 'purchases'],
  params: { ...period, ...filter, ...campaign },
  reads: campaignSums,
  columns: {
    covariate: column('text', 'Known before', '事前指标', {
      words: wordsOf('roi', ['before_net_sales', 'before_orders', 'before_buyers']),
    }),
    treated_mean: column('quantity', 'Mean of the treated', '实验组均值'),
    control_mean: column('quantity', 'Mean of the control', '对照组均值'),
    standardised_difference: column('quantity', 'Standardised difference', '标准化差'),
    is_unbalanced: column('flag', 'Unbalanced', '不均衡'),
  },
  examples: [{ campaign: 'C1' }],
})
