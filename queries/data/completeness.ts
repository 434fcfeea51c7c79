import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'
import { fieldWords, tableWords } from './table-words.ts'

/** How well each field is filled; in the order of tables and fields. Tables without rows are left out. */
export const completeness = defineMetric({
  id: 'data/completeness',
  title: { en: 'Completeness', 'zh-CN': '完整度' },
  definition: {
    en:
      'Rows in which the field is filled / rows of its table, with the class that says how often the field must be looked at. ' +
      'Everything loaded counts; period and filters do not apply. Told only to those who see every store.',
    'zh-CN': '字段已填的行数 / 该表行数，并注明字段类别（多久须核查一次）。统计全部已载入数据，期间与筛选不适用。仅对可见全部门店的人显示。',
  },
  needs: [],
  params: { ...period, ...filter },
  columns: {
    table_name: column('text', 'Table', '表', { words: tableWords }),
    field: column('text', 'Field', '字段', { words: fieldWords, within: 'table_name' }),
    field_class: column('text', 'Class', '类别', { words: wordsOf('data_class', ['static', 'quarterly', 'real_time', 'generated']) }),
    personal: column('flag', 'Personal', '个人信息'),
    rows: column('count', 'Rows', '行数'),
    filled: column('count', 'Filled', '已填'),
    filled_share: column('ratio', 'Filled share', '填写率'),
  },
})
