import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import type { Param } from '../metric.ts'
import { choice, filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'
import { caseFilter } from './case-filter.ts'

/** What is crossed: category × store, root cause × product, category × store × product, or all three together. */
export const crossings = ['all', 'store', 'product', 'store_product'] as const

const cell = {
  store_id: column('id', 'Store ID', '门店编号'),
  store_name: column('text', 'Store', '门店'),
  category: column('text', 'Complaint category', '投诉类别'),
  root_cause: column('text', 'Root cause', '根本原因'),
  product_id: column('id', 'Product ID', '商品编号'),
  product_name: column('text', 'Product', '商品'),
  complaints: column('count', 'Complaints', '投诉数'),
  first_day: column('date', 'First', '首次'),
  last_day: column('date', 'Last', '最近'),
} as const

/** The cells that stand out, most improbable first; `store_id` or `product_id` null where a cell is over all of them. */
export const systemic = defineMetric({
  id: 'complaints/systemic',
  title: { en: 'Systemic causes', 'zh-CN': '系统性原因' },
  definition: {
    en:
      'Cells of category × store, root cause × product and category × store × product in which more complaints were received than their margins let expect. ' +
      'Expected = complaints of the store (product) × share of the category (cause) among the complaints of all others, so that a cell does not excuse itself; ' +
      'of three, all complaints × the three shares. Probability of so many or more under the Poisson distribution; a cell is systemic when its false-discovery rate ' +
      '(Benjamini–Hochberg over all cells that the margins make) is at most 5% and it has at least 3 complaints. ' +
      'Cells found are taken out of the margins and all are tested once more, so that one outbreak neither hides nor accuses others; ' +
      'a cell most of whose complaints a more improbable one already holds is left out. The root cause named is the most frequent one in the cell.',
    'zh-CN':
      '类别 × 门店、根因 × 商品、类别 × 门店 × 商品各格中，受理投诉多于边际所预期者。' +
      '预期 = 该门店（商品）的投诉数 × 该类别（根因）在其余门店（商品）投诉中的占比，使一格不能为自己开脱；三者交叉时为全部投诉 × 三个占比。' +
      '取泊松分布下不少于该数的概率；在边际构成的全部格中按 Benjamini–Hochberg 控制，误发现率不超过 5% 且至少 3 件投诉的格为系统性原因。' +
      '已发现的格从边际中剔除后再检验一遍，使一处爆发既不掩盖、也不牵连其他；多数投诉已由更不可能的格说明的，不再列出。所列根因为该格中最常见者。',
  },
  needs: ['complaints'],
  params: {
    ...period,
    ...filter,
    ...caseFilter,
    crossing: choice(crossings, 'all', { en: 'Crossing', 'zh-CN': '交叉' }, wordsOf('crossing', crossings)),
    false_discovery: {
      kind: 'number',
      default: 0.05,
      min: 0.0001,
      max: 0.5,
      title: { en: 'False-discovery rate', 'zh-CN': '误发现率' },
    } satisfies Param,
  },
  reads: cell,
  columns: {
    crossing: column('id', 'Crossing', '交叉', { words: wordsOf('crossing', crossings) }),
    ...cell,
    expected: column('quantity', 'Expected', '预期'),
    chance: column('quantity', 'Probability by chance', '偶然概率'),
    false_discovery_rate: column('quantity', 'False-discovery rate', '误发现率'),
    tested_cells: column('count', 'Cells tested', '检验格数'),
  },
  examples: crossings.map((crossing) => ({ crossing, false_discovery: 0.4 })),
})
