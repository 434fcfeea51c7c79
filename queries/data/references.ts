import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { fieldWords, tableWords } from './table-words.ts'

/** Values that name something unknown; one row per field that refers to another table, in the order of tables and fields. */
export const references = defineMetric({
  id: 'data/references',
  title: { en: 'Unknown references', 'zh-CN': '引用缺口' },
  definition: {
    en:
      'Rows whose field names a member that its table does not have / rows whose field is filled. A table of which nothing is loaded makes every value an orphan. ' +
      'Everything loaded counts, but for the customers of purchases: there cancelled orders are left out. Period and filters do not apply. Told only to those who see every store.',
    'zh-CN': '字段所指成员在被引用表中不存在的行数 / 字段已填的行数。被引用表未载入时全部计为缺口。统计全部已载入数据，但购买的客户不计已取消订单；期间与筛选不适用。仅对可见全部门店的人显示。',
  },
  needs: [],
  params: { ...period, ...filter },
  columns: {
    table_name: column('text', 'Table', '表', { words: tableWords }),
    field: column('text', 'Field', '字段', { words: fieldWords, within: 'table_name' }),
    references_table: column('text', 'Refers to', '引用表', { words: tableWords }),
    rows: column('count', 'Filled', '已填'),
    orphans: column('count', 'Orphans', '缺口'),
    orphan_share: column('ratio', 'Orphan share', '缺口占比'),
  },
})
