import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'

/** What to mark on a time chart: everything that overlaps the period, by start, end, kind and label. */
export const events = defineMetric({
  id: 'data/events',
  title: { en: 'Events', 'zh-CN': '事件' },
  definition: {
    en:
      'Campaigns (from start to end), public holidays (neighbouring days of one name are one event), days on which grades took effect for many customers (at least 1%), ' +
      'and openings and closings of stores. Kind: campaign, holiday, grades, store_opened, store_closed. Region and store filters keep the openings and closings of those stores; ' +
      'other filters do not apply.',
    'zh-CN':
      '营销活动（起止）、公众假期（同名相邻日合并）、大批客户（至少 1%）等级生效日、门店开闭。' +
      '类型：campaign、holiday、grades、store_opened、store_closed。区域与门店筛选只影响门店开闭，其他筛选不适用。',
  },
  needs: [],
  params: { ...period, ...filter },
  columns: {
    starts_on: column('date', 'Starts on', '开始日'),
    ends_on: column('date', 'Ends on', '结束日'),
    kind: column('text', 'Kind', '类型', { words: wordsOf('event', ['campaign', 'holiday', 'grades', 'store_opened', 'store_closed']) }),
    label: column('text', 'Name', '名称'),
  },
})
