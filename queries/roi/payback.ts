import { bucket, column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, grain, period } from '../parameters.ts'
import { returnSums } from './return-sums.ts'

/** What came back less what was spent, added up from the first bucket on; one row per bucket with a campaign or a cost. */
export const payback = defineMetric({
  id: 'roi/payback',
  title: { en: 'Payback', 'zh-CN': '回本' },
  definition: {
    en:
      'Net gain of each bucket (as in CRM ROI) and their running sum from the first day of the period. Payback = the first bucket in which the running sum is at ' +
      'least zero after something was spent. From a bucket on whose gain is unknown the running sum is unknown.',
    'zh-CN':
      '各时段净收益（定义同 CRM 投资回报率）及自期间首日起的累计值。回本 = 有支出之后累计值首次不小于零的时段。某时段收益未知时，其后累计值亦未知。',
  },
  needs: ['campaigns', 'campaign_contacts', 'any_cost'],
  params: { ...period, ...filter, ...grain('month') },
  reads: returnSums,
  columns: {
    bucket,
    campaigns: column('count', 'Campaigns', '活动数'),
    incremental_margin: column('money', 'Incremental margin', '增量毛利'),
    service_saved: column('money', 'Service cost saved', '节省服务成本'),
    cost: column('money', 'Cost', '成本'),
    net_gain: column('money', 'Net gain', '净收益'),
    cumulative_net: column('money', 'Cumulated net gain', '累计净收益'),
    cumulative_low: column('money', 'Cumulated net gain, lower limit', '累计净收益下限'),
    cumulative_high: column('money', 'Cumulated net gain, upper limit', '累计净收益上限'),
    is_payback: column('flag', 'Paid back', '已回本'),
  },
})
