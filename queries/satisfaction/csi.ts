import { bucket, column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, grain, period } from '../parameters.ts'
import { explained, min_n, scale, scale_words, weights } from './parameters.ts'
import { sums } from './sums.ts'

/** The weighted index of the survey items; one row per bucket with ratings, by bucket. */
export const csi = defineMetric({
  id: 'satisfaction/csi',
  title: { en: 'Satisfaction index (CSI)', 'zh-CN': '客户满意度指数（CSI）' },
  definition: {
    en:
      'CSI = Σ weight × (mean rating − lowest) / (highest − lowest) × 100, weights adding up to 1. Weights: agreed = the version in force on the last day of the bucket that lies in the period; before the first one, and if chosen: stated = mean importance that customers state in the period ' +
      '(equal where nobody states any); equal; or derived = relative weights of the drivers of the chosen outcome (weight nothing when not significant). ' +
      'In a bucket that lacks an item the other weights are scaled up. Interval: ±t × standard error, with the covariances of items that the same people rated. ' +
      'n = people who rated at least one item; below the fewest answers [30] the index is not shown. ' +
      scale_words.en,
    'zh-CN':
      'CSI = Σ 权重 ×（平均评分 − 最低分）/（最高分 − 最低分）× 100，权重之和为 1。权重：议定 = 时段（在本期内的）最后一日生效的版本；尚无版本时或另选时：自述 = 本期客户自述重要性均值（无人自述则等权）；等权；' +
      '推导 = 所选结果指标驱动因素的相对权重（不显著者权重为 0）。时段缺少某分项时其余权重按比例放大。区间：±t × 标准误，计入同一受访者各分项间的协方差。' +
      'n = 至少评价一个分项的人数；低于最少样本数 [30] 不显示。' +
      scale_words['zh-CN'],
  },
  needs: ['surveys', 'survey_items'],
  params: { ...period, ...filter, ...grain('month'), ...weights, ...explained, ...scale, ...min_n },
  reads: sums,
  columns: {
    bucket,
    n: column('count', 'Answers', '样本数'),
    weights_version: column('count', 'Version of the weights', '权重版本'),
    csi: column('score', 'CSI', 'CSI'),
    csi_low: column('score', 'CSI, lower limit', 'CSI 下限'),
    csi_high: column('score', 'CSI, upper limit', 'CSI 上限'),
  },
  examples: [
    { weights: 'derived', grain: 'total', min_n: 1 },
    { weights: 'equal', scale: '1-10', item: ['speed'], grain: 'quarter' },
    { weights: 'derived', outcome: 'items', outcome_item: ['speed'], min_n: 2 },
  ],
})
