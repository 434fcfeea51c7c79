import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'

/** Everything the filter bar can offer, whatever the period; by dimension, then in the order to show. */
export const members = defineMetric({
  id: 'data/members',
  title: { en: 'Members', 'zh-CN': '筛选项' },
  definition: {
    en:
      'The regions, stores, channels, categories, grades and value groups that occur in the data you may see; a store’s parent is its region. ' +
      'n = stores of a region; orders ever of a store or channel; products of a category; customers now of a grade or segment. Period and filters do not apply.',
    'zh-CN':
      '您可见数据中出现的区域、门店、渠道、品类、等级与价值分组；门店的上级为其区域。' +
      'n = 区域的门店数；门店与渠道的历史订单数；品类的商品数；等级与客群的当前客户数。期间与筛选不适用。',
  },
  needs: [],
  params: { ...period, ...filter },
  columns: {
    dimension: column('text', 'Dimension', '维度', { words: wordsOf('dimension', Object.keys(filter)) }),
    member: column('id', 'Member', '成员'),
    label: column('text', 'Name', '名称', { member_of: '$dimension' }),
    parent: column('id', 'Parent', '上级'),
    n: column('count', 'n', '数量'),
  },
})
