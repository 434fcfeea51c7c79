import { bucket, column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, grain, period } from '../parameters.ts'
import { min_n } from '../satisfaction/parameters.ts'

/** NPS, CSAT, CES and response rate; one row per bucket with answers or invitations, by bucket. */
export const satisfaction = defineMetric({
  id: 'kpi/satisfaction',
  title: { en: 'Satisfaction', 'zh-CN': '满意度' },
  definition: {
    en:
      'NPS = 100 × (share of 9–10 − share of 0–6), interval adjusted Wald, kept within −100 to 100. CSAT = share of the two top boxes of its scale (4–5 of 1–5 unless another was said when it was loaded), interval Wilson. CES = mean on its scale (1–7 unless another was said; where several were, the last one, answers on others carried over in proportion), interval ±t × standard error. ' +
      'Below the fewest answers [30] a score is not shown. Scores count on the day of the answer. Response rate = invitations sent in the bucket that were answered / invitations sent in it. ' +
      'A survey has the store, sales channel and main category of the order it names, or else its own store and channel; ' +
      'grade is the grade held on the day of the answer (of the invitation when unanswered).',
    'zh-CN':
      'NPS = 100 ×（9–10 分占比 − 0–6 分占比），区间为校正 Wald（不超出 −100 至 100）。CSAT = 量表最高两档占比（载入时未指定量表则为 1–5 分中的 4–5 分），区间为 Wilson。CES = 其量表上的均值（未指定则为 1–7；有多种时以最近指定者为准，其他量表按比例换算），区间为 ±t × 标准误。' +
      '低于最少样本数 [30] 不显示得分。得分按答复日计。答复率 = 该时段发出且已答复的邀请 / 该时段发出的邀请。' +
      '调查取其订单的门店、销售渠道与主品类，无订单时取自身的门店与渠道；等级取答复当日（未答复取邀请当日）所持等级。',
  },
  needs: ['surveys'],
  params: { ...period, ...filter, ...grain('month'), ...min_n },
  columns: {
    bucket,
    nps_n: column('count', 'NPS answers', 'NPS 样本数'),
    promoters: column('count', 'Promoters', '推荐者'),
    passives: column('count', 'Passives', '中立者'),
    detractors: column('count', 'Detractors', '贬损者'),
    nps: column('score', 'NPS', 'NPS'),
    nps_low: column('score', 'NPS, lower limit', 'NPS 下限'),
    nps_high: column('score', 'NPS, upper limit', 'NPS 上限'),
    csat_n: column('count', 'CSAT answers', 'CSAT 样本数'),
    csat: column('ratio', 'CSAT', 'CSAT'),
    csat_low: column('ratio', 'CSAT, lower limit', 'CSAT 下限'),
    csat_high: column('ratio', 'CSAT, upper limit', 'CSAT 上限'),
    ces_n: column('count', 'CES answers', 'CES 样本数'),
    ces: column('score', 'CES', 'CES'),
    ces_low: column('score', 'CES, lower limit', 'CES 下限'),
    ces_high: column('score', 'CES, upper limit', 'CES 上限'),
    ces_scale_low: column('count', 'CES scale, lowest', 'CES 量表最低分'),
    ces_scale_high: column('count', 'CES scale, highest', 'CES 量表最高分'),
    invited: column('count', 'Invited', '邀请数'),
    answered: column('count', 'Answered', '答复数'),
    response_rate: column('ratio', 'Response rate', '答复率'),
  },
  examples: [{ min_n: 1 }],
})
