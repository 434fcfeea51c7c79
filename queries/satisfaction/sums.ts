import { column } from '../column.ts'

/**
 * What the SQL of the metrics about items gives: sums, by kind of row. `kind` says what a row counts; where a row is
 * about two items, `total` and `other_total` are their sums and `product` that of their products, over people who rated both.
 * A null item beside a filled one is the outcome.
 */
export const sums = {
  kind: column('text', 'Kind', '类别'),
  bucket: column('date', 'Bucket', '时段'),
  resample_group: column('count', 'Resample group', '重抽样组'),
  item: column('text', 'Item', '分项'),
  other_item: column('text', 'Other item', '另一分项'),
  n: column('count', 'Answers', '样本数'),
  total: column('quantity', 'Sum', '合计'),
  other_total: column('quantity', 'Sum of the other', '另一合计'),
  product: column('quantity', 'Sum of products', '乘积和'),
} as const
