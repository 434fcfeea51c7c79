import { bucket, column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { choice, filter, grain, period } from '../parameters.ts'
import { groupColumn, groupingWords } from './group-words.ts'

export const walletBy = ['all', 'segment', 'grade', 'region'] as const

/** Own sales as a part of what customers say they spend on such goods; one row per bucket and group, by both. */
export const wallet = defineMetric({
  id: 'roi/wallet',
  title: { en: 'Share of wallet', 'zh-CN': '钱包份额' },
  definition: {
    en:
      'Own net sales in the three months up to the answer / total spend in the category that the customer states for three months, sums over the last answer of each customer in ' +
      'the bucket; interval of the ratio estimator. What is stated is remembered, not measured: some state less than they bought here. Suppressed below 30 answers. ' +
      'Region and store mean the home store, grade the one held at the end of the period (as a group: when answering), segment the value group at the end of the data.',
    'zh-CN':
      '答复日前三个月在本店的净销售额 / 客户自述三个月品类总消费，取时段内每位客户最近一次答复之和；比率估计的区间。自述为回忆而非测量，部分客户所述少于在本店所购。不足 30 份不显示。' +
      '区域与门店为归属门店，等级为期末等级（作为分组时为答复时等级），客群为数据末日的价值分组。',
  },
  needs: ['surveys', 'purchases'],
  params: {
    ...period,
    ...filter,
    ...grain('total'),
    by: choice(walletBy, 'all', { en: 'By', 'zh-CN': '按' }, groupingWords),
  },
  reads: {
    bucket,
    member: column('text', 'Group', '分组'),
    answers: column('count', 'Answers', '答复数'),
    own_sales: column('money', 'Own net sales', '本店净销售额'),
    stated_spend: column('money', 'Stated spend', '自述总消费'),
    own_squares: column('quantity', 'Squares of own net sales', '本店净销售额平方和'),
    stated_squares: column('quantity', 'Squares of stated spend', '自述总消费平方和'),
    products: column('quantity', 'Products', '乘积和'),
    above_stated: column('count', 'Bought more than stated', '所购多于自述'),
  },
  columns: {
    bucket,
    member: groupColumn,
    answers: column('count', 'Answers', '答复数'),
    own_sales: column('money', 'Own net sales', '本店净销售额'),
    stated_spend: column('money', 'Stated spend', '自述总消费'),
    share_of_wallet: column('ratio', 'Share of wallet', '钱包份额'),
    low: column('ratio', 'Share of wallet, lower limit', '钱包份额下限'),
    high: column('ratio', 'Share of wallet, upper limit', '钱包份额上限'),
    above_stated: column('count', 'Bought more than stated', '所购多于自述'),
  },
  examples: [...walletBy.map((by) => ({ by })), { by: 'segment', grain: 'quarter' }],
})
