import { bucket, column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, grain, period } from '../parameters.ts'

/** Return on what was spent on customers; one row per bucket with a campaign or a cost, by bucket. */
export const roi = defineMetric({
  id: 'kpi/roi',
  title: { en: 'CRM ROI', 'zh-CN': 'CRM 投资回报率' },
  definition: {
    en:
      'ROI = (incremental margin + service cost saved − cost) / cost. Only campaigns with a control group count; a campaign belongs to the bucket in which its ' +
      'window ends, that is `window_days` after it started, and the window must be over. Incremental margin = (mean margin of the treated, as assigned − mean margin ' +
      'of the control) × treated; where a cost is missing, margin is net sales × the chain’s margin rate. Service cost saved = what the ledger says as negative ' +
      'service costs or else (enquiries per order a year before × orders − enquiries) × mean cost of an enquiry. Cost = ledger entries and contact costs of these campaigns, plus ledger entries ' +
      'without a campaign on the first day of their month. Interval: Welch, 95 %. Region and store choose customers by home store, grade by the grade held at the ' +
      'start, segment by value group; costs are then shared by the number of treated customers (ledger entries without a campaign by the number of customers). ' +
      'Channel and category do not apply.',
    'zh-CN':
      'ROI =（增量毛利 + 节省的服务成本 − 成本）/ 成本。只计有对照组的活动；活动归入其观察期（开始后 `window_days` 天）结束的时段，且观察期须已结束。' +
      '增量毛利 =（实验组人均毛利，按分组计 − 对照组人均毛利）× 实验组人数；缺成本处毛利 = 净销售额 × 连锁毛利率。' +
      '节省的服务成本 = 台账中以负数服务成本登记的数额，否则 =（上年同期每单咨询数 × 订单数 − 咨询数）× 单次咨询平均成本。' +
      '成本 = 这些活动的台账成本与触达成本，加上未挂活动的台账成本（计在当月第一天）。区间：Welch 95 %。' +
      '区域与门店按归属门店选客户，等级按开始时所持等级，客群按价值分组；成本随之按实验组人数分摊（未挂活动的按客户数）。渠道与品类不适用。',
  },
  needs: ['campaigns', 'campaign_contacts', 'costs'],
  params: { ...period, ...filter, ...grain('quarter') },
  columns: {
    bucket,
    campaigns: column('count', 'Campaigns', '活动数'),
    incremental_margin: column('money', 'Incremental margin', '增量毛利'),
    service_saved: column('money', 'Service cost saved', '节省服务成本'),
    cost: column('money', 'Cost', '成本'),
    net_gain: column('money', 'Net gain', '净收益'),
    roi: column('quantity', 'ROI', 'ROI'),
    roi_low: column('quantity', 'ROI, lower limit', 'ROI 下限'),
    roi_high: column('quantity', 'ROI, upper limit', 'ROI 上限'),
  },
})
