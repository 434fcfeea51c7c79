import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { choice, filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'

/** How the effect of campaigns grew since they started; one row per campaign and week of its window, by both. */
export const course = defineMetric({
  id: 'roi/course',
  title: { en: 'Effect since the start', 'zh-CN': '启动以来的效果' },
  definition: {
    en:
      'The named campaigns with a control group, whenever they ran. Per head up to the end of a week = mean of what the treated, as assigned, brought from the start to that day − ' +
      'mean of the control, Welch interval; weeks count from the start, the last ends with the window, and weeks after the end of the data are left out. The last week of a closed ' +
      'window is the reading of the campaign table. Margin as there. Suppressed below 30 customers in an arm. A curve that rises and falls again is buying brought forward. ' +
      'Region and store choose customers by home store, grade and segment by what they were when the campaign started. Channel and category do not apply.',
    'zh-CN':
      '所选且有对照组的活动，不论何时进行。截至某周末的人均增量 = 实验组（按分组计）自启动至当日人均 − 对照组人均，Welch 区间；周次自启动起计，末周止于观察期末，数据末日之后的周不计。' +
      '观察期已结束的活动，其末周数值即活动表中的读数；毛利定义相同。任一组不足 30 人则不显示。曲线先升后降表示购买被提前。' +
      '区域与门店按归属门店选客户，等级与客群按活动开始时的状态。渠道与品类不适用。',
  },
  needs: ['campaigns', 'campaign_contacts', 'purchases'],
  params: {
    ...period,
    ...filter,
    campaigns: { kind: 'list', title: { en: 'Campaign IDs', 'zh-CN': '活动编号' } },
    measure: choice(
      ['margin', 'net_sales'],
      'margin',
      { en: 'Measure', 'zh-CN': '指标' },
      wordsOf('roi_outcome', ['margin', 'net_sales']),
    ),
  },
  reads: {
    campaign_id: column('id', 'Campaign ID', '活动编号'),
    name: column('text', 'Campaign', '活动名称'),
    starts_on: column('date', 'Starts on', '开始日期'),
    known_to: column('date', 'Known up to', '已知截止日'),
    arm: column('text', 'Arm', '实验分组'),
    customers: column('count', 'Customers, in week 0', '客户数（第 0 周）'),
    week: column('count', 'Week', '周次'),
    total: column('quantity', 'Sum', '合计'),
    squares: column('quantity', 'Added to the squares of the sums so far', '累计值平方和的增量'),
  },
  columns: {
    campaign_id: column('id', 'Campaign ID', '活动编号'),
    name: column('text', 'Campaign', '活动名称'),
    week: column('count', 'Week', '周次'),
    ends_on: column('date', 'Week ends on', '周末日期'),
    treated: column('count', 'Treated', '实验组'),
    controls: column('count', 'Control', '对照组'),
    lift: column('money', 'Per head so far', '累计人均增量'),
    low: column('money', 'Per head so far, lower limit', '累计人均增量下限'),
    high: column('money', 'Per head so far, upper limit', '累计人均增量上限'),
  },
  examples: [{ campaigns: ['C1'] }, { campaigns: ['C1', 'C2'], measure: 'net_sales' }],
})
