import { bucket, column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import type { Param } from '../metric.ts'
import { choice, filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'
import { caseFilter } from './case-filter.ts'
import { chartWords, signalWords } from './signal-words.ts'

/** Buckets that a chart can have. */
export const chartGrains = ['day', 'week', 'month', 'quarter'] as const
/** Which chart is drawn: `auto` counts against orders where there are any, and widens limits where weeks vary beyond chance. */
export const chartKinds = ['auto', 'c', 'u', 'laney', 'xmr'] as const
/** Which run rules are looked at: Nelson 1 and 2, only points past the limits, all of Western Electric, all of Nelson. */
export const ruleSets = ['nelson_1_2', 'limits', 'western_electric', 'nelson'] as const

/** The days that limits are computed from. A baseline without data, the default, stands for the period itself. */
export const baseline = {
  baseline_from: {
    kind: 'date',
    default: '1900-01-01',
    title: { en: 'Baseline from', 'zh-CN': '基线起始日' },
  },
  baseline_to: { kind: 'date', default: '1900-01-01', title: { en: 'Baseline to', 'zh-CN': '基线截止日' } },
} as const satisfies Record<string, Param>

/** One row per whole bucket of baseline and period, by bucket; limits of a bucket without orders are null on a u chart. */
export const controlChart = defineMetric({
  id: 'complaints/control_chart',
  title: { en: 'Complaint rate, control chart', 'zh-CN': '投诉率控制图' },
  definition: {
    en:
      'Complaints by day of receipt, in whole buckets. u chart: complaints per 1,000 orders of the same bucket and filters, centre ū = Σ complaints / Σ orders, limits ū ± 3 √(ū / orders); ' +
      'c chart where no orders are loaded: centre c̄, limits c̄ ± 3 √c̄; Laney u′ (c′) multiplies the distance by σ_z = mean |Δz| / 1.128 where it is above 1; individuals (XmR): mean ± 3 × mean distance between neighbouring buckets / 1.128. Lower limits end at 0. ' +
      'Centre, σ_z and limits come from the whole buckets of the baseline only; a baseline without data stands for the period. ' +
      'Signals: Nelson 1 (past a limit) and 2 (nine in a row on one side) unless others are chosen, reported at the last point of the pattern, which itself lies past the zone line. ' +
      'An alarm is stronger than a signal: so many complaints in the last 1, 4 or 9 buckets would come by chance, the baseline’s rate unchanged, at most once in ten years in a hundred series ' +
      '(exact conditional binomial test, counts divided by their dispersion where they vary beyond chance).',
    'zh-CN':
      '投诉按受理日计，取完整时段。u 图：同时段、同筛选下每千单投诉数，中心线 ū = Σ投诉 / Σ订单，控制限 ū ± 3 √(ū / 订单)；' +
      '未载入订单时用 c 图：中心线 c̄，控制限 c̄ ± 3 √c̄；σ_z = 平均 |Δz| / 1.128 大于 1 时用 Laney u′（c′）图，距离乘以 σ_z；单值图（XmR）：均值 ± 3 × 相邻时段平均差 / 1.128。下限不低于 0。' +
      '中心线、σ_z 与控制限只取基线内的完整时段；基线内无数据时以本期为基线。' +
      '信号：默认 Nelson 规则 1（越过控制限）与 2（连续 9 点同侧），记在模式的最后一点，且该点自身须越过区线。' +
      '警报比信号更严：若投诉率仍为基线水平，最近 1、4 或 9 个时段出现这么多投诉，一百个序列十年里凭偶然至多一次' +
      '（精确条件二项检验；计数波动超出偶然时先除以离散系数）。',
  },
  needs: ['complaints'],
  params: {
    ...period,
    ...filter,
    ...caseFilter,
    ...baseline,
    grain: choice(chartGrains, 'week', { en: 'Grain', 'zh-CN': '粒度' }, wordsOf('grain', chartGrains)),
    chart: choice(chartKinds, 'auto', { en: 'Chart', 'zh-CN': '图类' }, chartWords),
    rules: choice(
      ruleSets,
      'nelson_1_2',
      { en: 'Rules', 'zh-CN': '判异规则' },
      wordsOf('complaints_rules', ruleSets),
    ),
  },
  reads: {
    bucket,
    in_period: column('flag', 'In the period', '属于本期'),
    in_baseline: column('flag', 'In the baseline', '属于基线'),
    is_complete: column('flag', 'Complete', '完整'),
    complaints: column('count', 'Complaints', '投诉数'),
    orders: column('count', 'Orders', '订单数'),
  },
  columns: {
    bucket,
    complaints: column('count', 'Complaints', '投诉数'),
    orders: column('count', 'Orders', '订单数'),
    value: column('quantity', 'Plotted value', '图示值'),
    center: column('quantity', 'Centre', '中心线'),
    lower_limit: column('quantity', 'Lower limit', '下控制限'),
    upper_limit: column('quantity', 'Upper limit', '上控制限'),
    chart: column('text', 'Chart', '图类', { words: chartWords }),
    sigma_z: column('quantity', 'Dispersion σ_z', '离散 σ_z'),
    in_baseline: column('flag', 'In the baseline', '属于基线'),
    in_period: column('flag', 'In the period', '属于本期'),
    is_complete: column('flag', 'Complete', '完整'),
    signals: column('text', 'Signals', '信号', { words: signalWords, is_list: true }),
    is_alarm: column('flag', 'Alarm', '警报'),
    alarm_buckets: column('count', 'Buckets of the alarm', '警报时段数'),
    observed: column('count', 'Complaints in them', '其间投诉数'),
    expected: column('quantity', 'Expected in them', '其间预期'),
    chance: column('quantity', 'Probability by chance', '偶然概率'),
  },
  examples: [
    ...chartGrains.map((grain) => ({ grain })),
    ...chartKinds.map((chart) => ({ chart, grain: 'month' })),
    ...ruleSets.map((rules) => ({ rules })),
    { baseline_from: '2024-01-01', baseline_to: '2024-12-31', complaint_category: ['quality'] },
  ],
})
