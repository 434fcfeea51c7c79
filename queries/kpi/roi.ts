import { bucket, column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, grain, period } from '../parameters.ts'
import { returnSums } from '../roi/return-sums.ts'

/** Campaigns that cost something and have no control group to tell what they brought. */
const unmeasured_campaigns = column('count', 'Campaigns not measured', '未测量活动数')

/** Return on what was spent on customers; one row per bucket with a campaign or a cost, by bucket. */
export const roi = defineMetric({
  id: 'kpi/roi',
  title: { en: 'CRM ROI', 'zh-CN': 'CRM 投资回报率' },
  definition: {
    en:
      'ROI = (incremental margin + service cost saved − cost) / cost. Incremental margin is known of campaigns with a control group only = (mean margin of the treated, as assigned − ' +
      'mean margin of the control) × treated; where a cost is missing, margin is net sales × the chain’s margin rate. A campaign belongs to the bucket in which its window ends, that is ' +
      '`window_days` after it started, and the window must be over. Service cost saved = what the ledger says as negative service costs or else (enquiries per order a year before × ' +
      'orders − enquiries) × mean cost of an enquiry. Cost = ledger entries and contact costs of the campaigns, with and without a control group, plus other ledger entries on the first day of their ' +
      'month; where no ledger is loaded, contact costs alone, and unknown for a bucket with a measured campaign whose contacts have none either. Not measured = campaigns without a control group, or of which the filters keep one arm only: their cost is spent and counts, what they brought nobody knows and counts as nothing. ' +
      'So net gain and ROI are what is shown to have come back; measured ROI leaves these campaigns out, with their cost. A bucket in which no window ended has no gain but its costs, so that ' +
      'buckets add up; its ROI is unknown, for nothing has come to an end. Interval: Welch, 95%, with enquiries as Poisson counts. Region and store choose customers by home store, grade and ' +
      'segment by what they were when the campaign started; costs are then shared by the number of treated customers (ledger entries without a campaign by the number of ' +
      'customers). Channel and category do not apply.',
    'zh-CN':
      'ROI =（增量毛利 + 节省的服务成本 − 成本）/ 成本。只有带对照组的活动才知道增量毛利，活动归入其观察期（开始后 `window_days` 天）结束的时段，且观察期须已结束。' +
      '增量毛利 =（实验组人均毛利，按分组计 − 对照组人均毛利）× 实验组人数；缺成本处毛利 = 净销售额 × 连锁毛利率。' +
      '节省的服务成本 = 台账中以负数服务成本登记的数额，否则 =（上年同期每单咨询数 × 订单数 − 咨询数）× 单次咨询平均成本。' +
      '成本 = 活动（不论有无对照组）的台账成本与触达成本，加上其他台账成本（计在当月第一天）；未载入台账时仅为触达成本，若某个可测量的活动连触达成本也没有，则该时段未知。' +
      '未测量 = 无对照组、或筛选后只剩一组的活动：成本已经支出，计入；带来多少无从得知，按零计。故净收益与 ROI 是已证实收回的部分；“可测量 ROI”连同成本剔除这些活动。' +
      '没有观察期结束的时段只计成本、增量为零，' +
      '以便各时段可相加；其 ROI 未知，因为尚无活动结束。区间：Welch 95%，咨询数按泊松计数。' +
      '区域与门店按归属门店选客户，等级与客群按活动开始时的状态；成本随之按实验组人数分摊（未挂活动的按客户数）。渠道与品类不适用。',
  },
  needs: ['campaigns', 'campaign_contacts', 'any_cost'],
  params: { ...period, ...filter, ...grain('quarter') },
  reads: { ...returnSums, unmeasured_campaigns },
  columns: {
    bucket,
    campaigns: column('count', 'Campaigns', '活动数'),
    incremental_margin: column('money', 'Incremental margin', '增量毛利'),
    margin_low: column('money', 'Incremental margin, lower limit', '增量毛利下限'),
    margin_high: column('money', 'Incremental margin, upper limit', '增量毛利上限'),
    service_saved: column('money', 'Service cost saved', '节省服务成本'),
    saved_low: column('money', 'Service cost saved, lower limit', '节省服务成本下限'),
    saved_high: column('money', 'Service cost saved, upper limit', '节省服务成本上限'),
    cost: column('money', 'Cost', '成本'),
    unmeasured_campaigns,
    unmeasured_cost: returnSums.unmeasured_cost,
    net_gain: column('money', 'Net gain', '净收益'),
    net_low: column('money', 'Net gain, lower limit', '净收益下限'),
    net_high: column('money', 'Net gain, upper limit', '净收益上限'),
    roi: column('quantity', 'ROI', 'ROI'),
    roi_low: column('quantity', 'ROI, lower limit', 'ROI 下限'),
    roi_high: column('quantity', 'ROI, upper limit', 'ROI 上限'),
    measured_roi: column('quantity', 'Measured ROI', '可测量 ROI'),
    measured_roi_low: column('quantity', 'Measured ROI, lower limit', '可测量 ROI 下限'),
    measured_roi_high: column('quantity', 'Measured ROI, upper limit', '可测量 ROI 上限'),
  },
})
