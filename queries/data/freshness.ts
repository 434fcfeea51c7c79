import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { tableWords } from './table-words.ts'

/** How much of each canonical table is loaded and up to when; one row per table, in the order of the tables. */
export const freshness = defineMetric({
  id: 'data/freshness',
  title: { en: 'Freshness', 'zh-CN': '数据新鲜度' },
  definition: {
    en: 'Rows loaded into each table, first and last day on which they happened, and the batches they come from. Period and filters do not apply. Told only to those who see every store.',
    'zh-CN': '各表已载入的行数、发生的首日与末日、来源批次数。期间与筛选不适用。仅对可见全部门店的人显示。',
  },
  needs: [],
  params: { ...period, ...filter },
  columns: {
    table_name: column('text', 'Table', '表', { words: tableWords }),
    rows: column('count', 'Rows', '行数'),
    first_day: column('date', 'First day', '首日'),
    last_day: column('date', 'Last day', '末日'),
    batches: column('count', 'Batches', '批次数'),
  },
})
