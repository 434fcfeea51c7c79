import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { caseFilter } from './case-filter.ts'

/** Every store that has complaints × every category that has any, stores with most first, then categories with most. */
export const heatMap = defineMetric({
  id: 'complaints/heat_map',
  title: { en: 'Complaints by store and category', 'zh-CN': '门店 × 投诉类别' },
  definition: {
    en:
      'Complaints received in the period by store and complaint category, against what is expected when a store’s complaints spread over the categories as the chain’s do: ' +
      'expected = complaints of the store × complaints of the category / all. Deviation = (complaints − expected) / √expected. ' +
      'Probability: of so many or more (or, below expectation, so few or fewer) when chance alone deals the category’s complaints to the stores (hypergeometric distribution). ' +
      'A cell stands out when it lies above expectation and its probability is at most 5% shared among the cells that could reach such a share at all (Tarone): a map on which ' +
      'nothing is amiss names a cell once in twenty times at most. ' +
      'A small cell, with fewer than 1 expected and fewer than 5 counted, has no deviation: it says nothing either way.',
    'zh-CN':
      '本期受理的投诉，按门店与投诉类别，对比预期：预期 = 门店投诉数 × 类别投诉数 / 总数，即门店投诉按全链的类别构成分布时应有之数。' +
      '偏离 = （投诉数 − 预期）/ √预期。概率：该类别的投诉随机分给各门店时（超几何分布）出现不少于（低于预期时为不多于）该数的概率。' +
      '显著偏高：高于预期，且概率不超过 5% 在有可能达到该水平的各格间均分之值（Tarone）：本无异常的图最多二十次中误报一次。' +
      '预期不足 1 且实际不足 5 的小格不给偏离值：好坏都说明不了。',
  },
  needs: ['complaints'],
  params: { ...period, ...filter, ...caseFilter },
  reads: {
    store_id: column('id', 'Store ID', '门店编号'),
    store_name: column('text', 'Store', '门店'),
    category: column('text', 'Complaint category', '投诉类别'),
    complaints: column('count', 'Complaints', '投诉数'),
  },
  columns: {
    store_id: column('id', 'Store ID', '门店编号'),
    store_name: column('text', 'Store', '门店'),
    category: column('text', 'Complaint category', '投诉类别'),
    complaints: column('count', 'Complaints', '投诉数'),
    expected: column('quantity', 'Expected', '预期'),
    deviation: column('quantity', 'Deviation', '偏离'),
    chance: column('quantity', 'Probability by chance', '偶然概率'),
    is_small: column('flag', 'Small cell', '小格'),
    stands_out: column('flag', 'Stands out', '显著偏高'),
  },
})
