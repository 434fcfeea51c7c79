import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { fieldWords, tableWords } from './table-words.ts'

/** Rows that differ in their key but agree in all that matters; one row per table that is watched. */
export const duplicates = defineMetric({
  id: 'data/duplicates',
  title: { en: 'Suspected duplicates', 'zh-CN': '疑似重复' },
  definition: {
    en:
      'Rows beyond the first that have another key but agree in the fields named: probably the same thing loaded twice under two numbers. ' +
      'Rows with the same key are no duplicates: the later one corrects the earlier. Everything loaded counts; period and filters do not apply. Told only to those who see every store.',
    'zh-CN': '主键不同但所列字段全部一致的多余行：很可能是同一事物以两个编号重复载入。主键相同不算重复（后者更正前者）。统计全部已载入数据，期间与筛选不适用。仅对可见全部门店的人显示。',
  },
  needs: [],
  params: { ...period, ...filter },
  columns: {
    table_name: column('text', 'Table', '表', { words: tableWords }),
    same_fields: column('text', 'Same fields', '一致字段', { words: fieldWords, within: 'table_name', is_list: true }),
    rows: column('count', 'Rows', '行数'),
    duplicates: column('count', 'Duplicates', '重复'),
    duplicate_share: column('ratio', 'Duplicate share', '重复占比'),
  },
})
