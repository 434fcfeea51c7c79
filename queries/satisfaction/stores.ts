import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { choice, filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'
import { min_n, scoreWords } from './parameters.ts'

export const store_measures = ['nps', 'csat', 'ces'] as const

const verdicts = ['below_998', 'below_95', 'within', 'above_95', 'above_998', 'too_few_answers'] as const

/** Stores against the chain, with the limits that chance alone sets; by answers, most first. */
export const stores = defineMetric({
  id: 'satisfaction/stores',
  title: { en: 'Stores in a funnel', 'zh-CN': '门店漏斗图' },
  definition: {
    en:
      'A store’s score against the score of all stores together, with the 95% and 99.8% limits in which it falls by chance for its number of answers (Spiegelhalter 2005). ' +
      'One answer varies as in all answers together: p + d − (p − d)² for NPS, p (1 − p) for CSAT, the variance within stores for CES (on the scale said last when loading, 1–7 if none was). ' +
      'Where the stores differ more than chance allows (φ > 1 + 2 √(2 / stores), z-scores winsorised at 10%), the limits are widened by the variance between stores τ² (random effects). ' +
      'Stores below the fewest answers [30] are not shown.',
    'zh-CN':
      '门店得分与全部门店合计得分相比，附按其样本数由偶然性所致的 95% 与 99.8% 界限（Spiegelhalter 2005）。' +
      '单个答复的方差取全部答复：NPS 为 p + d − (p − d)²，CSAT 为 p (1 − p)，CES 为店内方差（量表以载入时最近指定者为准，未指定则为 1–7）。' +
      '门店间差异超出偶然（φ > 1 + 2 √(2 / 门店数)，z 值按 10% 缩尾）时，界限按门店间方差 τ² 放宽（随机效应）。低于最少样本数 [30] 的门店不显示。',
  },
  needs: ['surveys', 'stores'],
  params: {
    ...period,
    ...filter,
    measure: choice(store_measures, 'nps', { en: 'Measure', 'zh-CN': '指标' }, scoreWords),
    ...min_n,
  },
  reads: {
    store: column('id', 'Store', '门店编号'),
    label: column('text', 'Name', '门店名称'),
    region: column('text', 'Region', '区域'),
    n: column('count', 'Answers', '样本数'),
    total: column('quantity', 'Sum', '合计'),
    product: column('quantity', 'Sum of squares', '平方和'),
    ces_scale_low: column('count', 'CES scale, lowest', 'CES 量表最低分'),
    ces_scale_high: column('count', 'CES scale, highest', 'CES 量表最高分'),
  },
  columns: {
    store: column('id', 'Store', '门店编号'),
    label: column('text', 'Name', '门店名称'),
    region: column('text', 'Region', '区域'),
    n: column('count', 'Answers', '样本数'),
    value: column('score', 'Score', '得分'),
    centre: column('score', 'All stores', '全部门店'),
    low_95: column('score', 'Lower 95% limit', '95% 下限'),
    high_95: column('score', 'Upper 95% limit', '95% 上限'),
    low_998: column('score', 'Lower 99.8% limit', '99.8% 下限'),
    high_998: column('score', 'Upper 99.8% limit', '99.8% 上限'),
    z: column('quantity', 'z', 'z'),
    verdict: column('text', 'Verdict', '结论', { words: wordsOf('store_verdict', verdicts) }),
    answer_variance: column('quantity', 'Variance of one answer', '单个答复方差'),
    dispersion: column('quantity', 'Dispersion φ', '离散度 φ'),
    between_variance: column('quantity', 'Variance between stores τ²', '门店间方差 τ²'),
  },
  examples: [{ measure: 'csat', min_n: 1 }, { measure: 'ces', min_n: 1 }, { min_n: 1 }],
})
