import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { scoreWords } from './parameters.ts'

/** How often each score was given; by measure, scale and score, scores that nobody gave left out. */
export const distribution = defineMetric({
  id: 'satisfaction/distribution',
  title: { en: 'Distribution of scores', 'zh-CN': '评分分布' },
  definition: {
    en:
      'How many answers gave each score: NPS 0–10 (9–10 promoters, 7–8 passives, 0–6 detractors), CSAT on its scale (1–5 unless another was said when it was loaded; satisfied = the two top boxes), CES on its scale (1–7 unless another was said; easy = above its middle, 5–7 of 1–7). ' +
      'Share = answers with the score / all answers to that question. Answers count on the day of the answer.',
    'zh-CN':
      '各评分的答复数：NPS 0–10（9–10 推荐者，7–8 中立者，0–6 贬损者）、CSAT 按其量表（载入时未指定则为 1–5；最高两档为满意）、CES 按其量表（未指定则为 1–7；高于中点为便利，即 1–7 中的 5–7）。' +
      '占比 = 该评分的答复数 / 该题全部答复数。按答复日计。',
  },
  needs: ['surveys'],
  params: { ...period, ...filter },
  columns: {
    measure: column('text', 'Measure', '指标', { words: scoreWords }),
    score: column('count', 'Score', '评分'),
    side: column('text', 'Side', '方向', {
      within: 'measure',
      words: {
        'nps.good': 'customers_who_promoters',
        'nps.neutral': 'customers_who_passives',
        'nps.bad': 'customers_who_detractors',
        'csat.good': 'satisfaction_who_satisfied',
        'csat.bad': 'satisfaction_who_dissatisfied',
        'ces.good': 'satisfaction_easy',
        'ces.bad': 'satisfaction_hard',
      },
    }),
    answers: column('count', 'Answers', '答复数'),
    share: column('ratio', 'Share', '占比'),
    scale_low: column('count', 'Lowest of the scale', '量表最低分'),
    scale_high: column('count', 'Highest of the scale', '量表最高分'),
  },
})
