import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { choice, filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'
import { explained, min_n, scale } from './parameters.ts'
import { sums } from './sums.ts'

/** What the quadrants take for importance: the relative weight, the correlation with the outcome, or what customers state. */
export const importances = ['relative', 'correlation', 'stated'] as const

const statuses = [
  'driver',
  'not_significant',
  'too_few_answers',
  'constant',
  'nothing_to_explain',
  'rarely_rated',
] as const

/** What moves an outcome: importance and performance of every item; most important first, items left out last. */
export const drivers = defineMetric({
  id: 'satisfaction/drivers',
  title: { en: 'What matters: importance and performance', 'zh-CN': '驱动因素：重要性与表现' },
  definition: {
    en:
      'Importance = Johnson’s relative weight (2000): the part of the explained variance R² of the outcome that the item accounts for, as a share of R². ' +
      'Over people who gave the outcome and rated every item that enters; items that do not vary, or that fewer than half as many people rated as the item rated most, do not enter. ' +
      'Interval: bootstrap, 95%, over 200 random groups of answers. Not significant, and 0: an item whose weight is not above that of a random variable in 97.5% of the samples; ' +
      'or that says nothing of its own, the 95% interval of its slope beside the other items holding 0 or it adding less than 0.1% of R², unless the others tell four fifths of it. ' +
      'Shapley = average gain in R² over all orders (LMG), for up to ten items, as a check. Correlation = Pearson’s r with the outcome over all who gave both. ' +
      'Performance = mean rating on a scale of 0–100; quadrants split at the means of performance and of importance: the relative one, or as chosen the correlation or what customers state.',
    'zh-CN':
      '重要性 = Johnson 相对权重（2000）：结果指标被解释的方差 R² 中归于该分项的部分，占 R² 的比例。' +
      '仅计给出结果且评价了全部入选分项的客户；无变化的分项，或评价人数不足评价最多分项一半的分项不入选。区间：对 200 个随机答复组自助抽样的 95% 区间。' +
      '不显著（记为 0）：权重未在 97.5% 的样本中高于随机变量；或自身没有独立作用，即与其他分项并列时斜率的 95% 区间含 0 或对 R² 的增量不足 0.1%，但八成以上可由其他分项推知者不适用此条。' +
      'Shapley = 各进入顺序下 R² 平均增量（LMG），十项以内，用于核对。相关 = 与结果的 Pearson r（两者都作答的全部客户）。表现 = 平均评分（0–100）；象限以表现与重要性的均值划分，重要性取相对权重，或按所选取相关系数、客户自述。',
  },
  needs: ['surveys', 'survey_items'],
  params: {
    ...period,
    ...filter,
    ...explained,
    ...scale,
    ...min_n,
    importance_by: choice(
      importances,
      'relative',
      { en: 'Importance by', 'zh-CN': '重要性依据' },
      wordsOf('importance', importances),
    ),
  },
  reads: sums,
  columns: {
    item: column('text', 'Item', '分项'),
    status: column('text', 'Status', '状态', { words: wordsOf('driver', statuses) }),
    n: column('count', 'Complete answers', '完整样本数'),
    r_squared: column('ratio', 'R²', 'R²'),
    importance: column('ratio', 'Importance', '重要性'),
    importance_low: column('ratio', 'Importance, lower limit', '重要性下限'),
    importance_high: column('ratio', 'Importance, upper limit', '重要性上限'),
    weight: column('quantity', 'Relative weight', '相对权重'),
    shapley: column('quantity', 'Shapley weight', 'Shapley 权重'),
    slope: column('quantity', 'Standardised slope', '标准化斜率'),
    correlation: column('quantity', 'Correlation', '相关系数'),
    stated: column('score', 'Stated importance', '自述重要性'),
    ratings: column('count', 'Ratings', '评分数'),
    rating: column('score', 'Rating', '评分'),
    performance: column('score', 'Performance', '表现'),
    quadrant: column('text', 'Quadrant', '象限', {
      words: wordsOf('satisfaction_quadrant', ['concentrate', 'keep', 'low', 'overkill']),
    }),
  },
  examples: [
    { min_n: 2 },
    { outcome: 'csat', min_n: 2, importance_by: 'correlation', item: ['speed', 'taste'] },
    { outcome: 'items', outcome_item: ['speed'], min_n: 2 },
  ],
})
