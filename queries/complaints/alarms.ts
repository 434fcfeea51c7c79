import { bucket, column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { choice, filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'
import { caseFilter } from './case-filter.ts'
import { baseline, chartGrains } from './control_chart.ts'

/** Series that are watched, the finest first: of two that tell the same, the finer one is reported. */
export const watched = [
  'store_category',
  'product_cause',
  'product',
  'store',
  'root_cause',
  'category',
  'chain',
] as const
export type Watched = (typeof watched)[number]

/** One row per alarm, the latest first, then the most improbable; empty when nothing stands out. */
export const alarms = defineMetric({
  id: 'complaints/alarms',
  title: { en: 'Alarms', 'zh-CN': '警报' },
  definition: {
    en:
      'All series are watched at once: the chain, every complaint category, root cause, store and product, store × category and product × root cause, each against its orders (a store’s own; else all). ' +
      'A bucket is an alarm when so many complaints in the last 1, 4 or 9 buckets would come by chance, the rate still that of the baseline, at most once in ten years in a hundred series — with more series, once in ten years in all — ' +
      'and the last bucket itself lies above the baseline’s rate. Exact conditional binomial test, so that an empty baseline accuses nobody; counts are divided by their dispersion, pooled over the series of a kind, where they vary beyond chance. ' +
      'Alarms at most two buckets apart are one. A coarser series is reported only if it still stands out without what finer alarms count, and counts what is left. ' +
      'Without a baseline (days before 1980) it is the 52 weeks before the period; where nothing was before, the rest of the period, what finer alarms count included; 4 or 9 buckets of twice its rate are then a shift of the level: how much counts vary is told from bucket to bucket, not around the mean, so that a slow swing as large is an alarm too.',
    'zh-CN':
      '同时监视全部序列：全链、各投诉类别、根因、门店、商品，以及门店 × 类别、商品 × 根因，均对照订单（门店用自身订单，其余用全部订单）。' +
      '若投诉率仍为基线水平，最近 1、4 或 9 个时段出现这么多投诉，一百个序列十年里凭偶然至多一次（序列更多时，合计十年一次），且最后一个时段自身高于基线水平，即为警报。' +
      '采用精确条件二项检验，空基线不会冤枉任何人；计数波动超出偶然时，先除以同类序列合并的离散系数。' +
      '相隔不超过两个时段的警报合为一条。较粗的序列须在剔除更细警报所计的投诉后仍然突出才会列出，且只计剩余的投诉。未给基线（1980 年以前的日期）时取本期之前 52 周；之前没有数据时，取本期其余时段（含更细警报所计的投诉）；此时若 4 或 9 个时段达其两倍，即视为水平移动：离散程度按相邻时段之差计，而非围绕均值，因此同样幅度的缓慢起伏也会报警。',
  },
  needs: ['complaints'],
  params: {
    ...period,
    ...filter,
    ...caseFilter,
    ...baseline,
    grain: choice(chartGrains, 'week', { en: 'Grain', 'zh-CN': '粒度' }, wordsOf('grain', chartGrains)),
  },
  reads: {
    bucket,
    in_period: column('flag', 'In the period', '属于本期'),
    store_id: column('id', 'Store ID', '门店编号'),
    store_name: column('text', 'Store', '门店'),
    category: column('text', 'Complaint category', '投诉类别'),
    root_cause: column('text', 'Root cause', '根本原因'),
    product_id: column('id', 'Product ID', '商品编号'),
    product_name: column('text', 'Product', '商品'),
    complaints: column('count', 'Complaints', '投诉数'),
    orders: column('count', 'Orders', '订单数'),
  },
  columns: {
    series: column('id', 'Series', '序列', { words: wordsOf('alarm_series', watched) }),
    store_id: column('id', 'Store ID', '门店编号'),
    store_name: column('text', 'Store', '门店'),
    category: column('text', 'Complaint category', '投诉类别'),
    root_cause: column('text', 'Root cause', '根本原因'),
    product_id: column('id', 'Product ID', '商品编号'),
    product_name: column('text', 'Product', '商品'),
    first_bucket: column('date', 'From bucket', '起始时段'),
    last_bucket: column('date', 'To bucket', '截止时段'),
    complaints: column('count', 'Complaints', '投诉数'),
    expected: column('quantity', 'Expected', '预期'),
    chance: column('quantity', 'Probability by chance', '偶然概率'),
    is_current: column('flag', 'Up to the last bucket', '延续至末期'),
    series_watched: column('count', 'Series watched', '监视序列数'),
  },
  examples: [{ baseline_from: '2024-01-01', baseline_to: '2024-06-30' }, { grain: 'month' }],
})
