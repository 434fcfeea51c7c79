import { bucket, column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { choice, filter, grain, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'
import { campaign } from './campaign.ts'
import { groupColumn, groupingWords } from './group-words.ts'

/** What customers may be told apart by: all of it known the day before a campaign started. */
export const upliftBy = ['segment', 'grade', 'join_channel', 'region', 'spend'] as const
/** What a campaign may move. */
export const upliftMeasures = ['margin', 'net_sales', 'response'] as const

/** Parameters of uplift and Qini: which campaign (none: all that ended in the period), which groups, which outcome. */
export const upliftParams = {
  ...campaign,
  by: choice(upliftBy, 'segment', { en: 'By', 'zh-CN': '按' }, groupingWords),
  measure: choice(
    upliftMeasures,
    'margin',
    { en: 'Measure', 'zh-CN': '指标' },
    wordsOf('roi_outcome', upliftMeasures),
  ),
}

/** Sums of a group in one arm of a campaign. */
export const upliftSums = {
  campaign_id: column('id', 'Campaign ID', '活动编号'),
  member: column('text', 'Group', '分组'),
  fold: column('count', 'Half', '半区'),
  arm: column('text', 'Arm', '实验分组'),
  customers: column('count', 'Customers', '客户数'),
  total: column('quantity', 'Sum', '合计'),
  squares: column('quantity', 'Sum of squares', '平方和'),
} as const

/** Questions that the parity test must ask. */
export const upliftExamples: readonly Readonly<Record<string, string>>[] = [
  { campaign: 'C1' },
  ...upliftBy.map((by) => ({ campaign: 'C1', by, measure: 'net_sales' })),
  { measure: 'response' },
]

/** Effect by group of customers; one row per bucket in which windows ended and group, by both. */
export const uplift = defineMetric({
  id: 'roi/uplift',
  title: { en: 'Uplift by group', 'zh-CN': '分群增量' },
  definition: {
    en:
      'Mean of the treated, as assigned − mean of the control within each group, Welch interval; groups as they were when the campaign started: value group (against the mean ' +
      'of the campaign’s customers), grade, join channel, region of the home store, fifth by net sales of the twelve months before (1 lowest). Without a campaign: all ' +
      'with a control group whose window ended in the bucket, each weighted by its treated. Suppressed below 30 customers in an arm. Groups differ: Cochran’s Q over the ' +
      'shown groups; with p above 0.05 differences between groups may be chance.',
    'zh-CN':
      '各分组内实验组人均（按分组计）− 对照组人均，Welch 区间；分组按活动开始时的状态：价值分组（以该活动客户均值为界）、等级、入会渠道、归属门店区域、前 12 个月净销售额五等分（1 最低）。' +
      '不指定活动时：时段内观察期结束且有对照组的全部活动，按实验组人数加权。任一组不足 30 人则不显示数值。分组差异：对所示分组做 Cochran Q 检验；p 大于 0.05 时差异可能出于偶然。',
  },
  needs: ['campaigns', 'campaign_contacts', 'purchases'],
  params: { ...period, ...filter, ...grain('total'), ...upliftParams },
  reads: { bucket, ...upliftSums },
  columns: {
    bucket,
    member: groupColumn,
    treated: column('count', 'Treated', '实验组'),
    controls: column('count', 'Control', '对照组'),
    uplift: column('quantity', 'Uplift per head', '人均增量'),
    low: column('quantity', 'Uplift, lower limit', '增量下限'),
    high: column('quantity', 'Uplift, upper limit', '增量上限'),
    p: column('quantity', 'p', 'p 值'),
    total: column('quantity', 'Total uplift', '增量合计'),
    groups_differ_p: column('quantity', 'Groups differ, p', '分组差异 p 值'),
  },
  examples: [...upliftExamples, { by: 'region', grain: 'month' }],
})
