import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'
import { campaignSums } from './campaign-sums.ts'

const warnings = [
  'no_control',
  'control_contacted',
  'unbalanced',
  'window_open',
  'few_conversions',
  'crowded',
] as const

/** Every campaign that touches the period: whom it reached, what it brought, what that proves; by start, then id. */
export const campaigns = defineMetric({
  id: 'roi/campaigns',
  title: { en: 'Campaigns', 'zh-CN': '营销活动' },
  definition: {
    en:
      'Campaigns whose window (`window_days` from the start) touches the period. Against control: mean of the treated, as assigned − mean of the control over the window, ' +
      'Welch interval; adjusted: the same after the part explained by net sales of the twelve months before is taken out (CUPED). Incremental = per head × treated; ' +
      'ROI = (incremental margin − cost) / cost, cost = ledger entries and contact costs of the campaign. Response = share of customers with an order in the window; ' +
      'pooled two-proportion test, Wald interval. Without a control group the treated are matched exactly with customers outside the campaign by recency, orders and ' +
      'net sales of the twelve months before: observational, weaker evidence. Attributed = orders that name the campaign, unknown where no purchase names any; never called incremental. Where a cost is ' +
      'missing, margin is net sales × the chain’s margin rate. Verdict: gain or loss when the Welch interval of the margin (of net sales when no cost is loaded) excludes 0 ' +
      'after the window closed; where the arms were unbalanced before, the adjusted one must as well. Warnings: no control; control contacted; arms unbalanced before (standardised difference > 0.1 in net sales, orders or buyers); window ' +
      'open; fewer than 30 conversions in an arm; more than 5% of the treated with four or more contacts in thirty days. Consented = treated who had agreed to the campaign’s channel (an answer for that channel goes before one for any) on the day of the contact or of the start; empty where its channel is none that consents are given for. Region and store choose customers by home ' +
      'store, grade and segment by what they were when the campaign started (segment against the mean of its customers). Channel and category do not apply.',
    'zh-CN':
      '观察期（自开始起 `window_days` 天）与所选期间有交集的活动。对照读数：实验组人均（按分组计）− 对照组人均，Welch 区间；调整读数：扣除前 12 个月净销售额可解释部分后的同一差值（CUPED）。' +
      '增量 = 人均差 × 实验组人数；ROI =（增量毛利 − 成本）/ 成本，成本 = 该活动的台账成本与触达成本。响应率 = 观察期内有订单的客户占比；合并双比例检验，Wald 区间。' +
      '无对照组时，按前 12 个月的最近购买、订单数与净销售额，将实验组与活动外客户精确匹配：观察性，证据较弱。归因 = 标注该活动的订单，绝不称为增量；没有任何购买标注活动时未知。' +
      '缺成本处毛利 = 净销售额 × 连锁毛利率。结论：观察期结束后毛利（未载入成本时为净销售额）的 Welch 区间不含 0 时为“有增益”或“有损失”；两组事前不均衡时，调整读数的区间也须不含 0。' +
      '警示：无对照组；对照组被触达；两组事前不均衡（净销售额、订单或购买人数的标准化差 > 0.1）；观察期未结束；任一组转化不足 30；超过 5% 的实验组客户 30 天内被触达 4 次及以上。已授权 = 触达日（未记录则为开始日）已同意该活动渠道的实验组客户（该渠道的答复优先于“不限”）；活动渠道不属授权渠道时为空。' +
      '区域与门店按归属门店选客户，等级与客群按活动开始时的状态（客群以该活动客户均值为界）。渠道与品类不适用。',
  },
  needs: ['campaigns', 'campaign_contacts', 'purchases'],
  params: { ...period, ...filter },
  reads: campaignSums,
  columns: {
    campaign_id: column('id', 'Campaign ID', '活动编号'),
    name: column('text', 'Campaign', '活动名称'),
    kind: column('text', 'Kind', '活动类型'),
    channel: column('text', 'Channel', '渠道', {
      words: wordsOf('roi_channel', ['sms', 'wecom', 'mail', 'phone', 'post']),
    }),
    starts_on: column('date', 'Starts on', '开始日期'),
    ends_on: column('date', 'Ends on', '结束日期'),
    window_ends_on: column('date', 'Window ends on', '观察期截止'),
    is_finished: column('flag', 'Window closed', '观察期已结束'),
    evidence: column('text', 'Evidence', '证据', {
      words: wordsOf('roi_evidence', ['experiment', 'observational', 'none']),
    }),
    treated: column('count', 'Treated', '实验组'),
    controls: column('count', 'Control', '对照组'),
    reached: column('count', 'Reached', '已触达'),
    consented: column('count', 'Consented', '已授权'),
    buyers: column('count', 'Conversions of the treated', '实验组转化'),
    control_buyers: column('count', 'Conversions of the control', '对照组转化'),
    response_rate: column('ratio', 'Response', '响应率'),
    control_response_rate: column('ratio', 'Response of the control', '对照组响应率'),
    response_lift: column('ratio', 'Response lift', '响应率增量'),
    response_low: column('ratio', 'Response lift, lower limit', '响应率增量下限'),
    response_high: column('ratio', 'Response lift, upper limit', '响应率增量上限'),
    response_p: column('quantity', 'Response lift, p', '响应率增量 p 值'),
    net_sales_lift: column('money', 'Net sales per head', '人均净销售增量'),
    net_sales_low: column('money', 'Net sales per head, lower limit', '人均净销售增量下限'),
    net_sales_high: column('money', 'Net sales per head, upper limit', '人均净销售增量上限'),
    net_sales_p: column('quantity', 'Net sales per head, p', '人均净销售增量 p 值'),
    margin_lift: column('money', 'Margin per head', '人均毛利增量'),
    margin_low: column('money', 'Margin per head, lower limit', '人均毛利增量下限'),
    margin_high: column('money', 'Margin per head, upper limit', '人均毛利增量上限'),
    margin_p: column('quantity', 'Margin per head, p', '人均毛利增量 p 值'),
    modelled_method: column('text', 'Modelled by', '模型方法', {
      words: wordsOf('roi_method', ['cuped', 'matched']),
    }),
    modelled_net_sales_lift: column('money', 'Modelled net sales per head', '模型人均净销售增量'),
    modelled_net_sales_low: column(
      'money',
      'Modelled net sales per head, lower limit',
      '模型人均净销售增量下限',
    ),
    modelled_net_sales_high: column(
      'money',
      'Modelled net sales per head, upper limit',
      '模型人均净销售增量上限',
    ),
    modelled_margin_lift: column('money', 'Modelled margin per head', '模型人均毛利增量'),
    modelled_margin_low: column('money', 'Modelled margin per head, lower limit', '模型人均毛利增量下限'),
    modelled_margin_high: column('money', 'Modelled margin per head, upper limit', '模型人均毛利增量上限'),
    incremental_net_sales: column('money', 'Incremental net sales', '增量净销售额'),
    incremental_margin: column('money', 'Incremental margin', '增量毛利'),
    incremental_margin_low: column('money', 'Incremental margin, lower limit', '增量毛利下限'),
    incremental_margin_high: column('money', 'Incremental margin, upper limit', '增量毛利上限'),
    cost: column('money', 'Cost', '成本'),
    net_gain: column('money', 'Net gain', '净收益'),
    roi: column('quantity', 'ROI', 'ROI'),
    roi_low: column('quantity', 'ROI, lower limit', 'ROI 下限'),
    roi_high: column('quantity', 'ROI, upper limit', 'ROI 上限'),
    attributed_orders: column('count', 'Attributed orders', '归因订单'),
    attributed_net_sales: column('money', 'Attributed net sales', '归因净销售额'),
    attributed_margin: column('money', 'Attributed margin', '归因毛利'),
    attribution_is_wrong: column('flag', 'Attribution contradicted', '归因被对照否定'),
    imbalance: column('quantity', 'Largest standardised difference', '最大标准化差'),
    control_contacted: column('count', 'Control contacted', '被触达的对照客户'),
    crowded: column('count', 'Contacted too often', '触达过频客户'),
    verdict: column('text', 'Verdict', '结论', {
      words: wordsOf('roi_verdict', ['gain', 'loss', 'unclear']),
    }),
    warnings: column('text', 'Warnings', '警示', { words: wordsOf('roi_warning', warnings), is_list: true }),
  },
})
