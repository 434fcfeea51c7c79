import type { Row } from '../../../queries/metric.ts'
import type { completeness } from '../../../queries/data/completeness.ts'

type FieldRow = Row<typeof completeness>

/** Fields shown together under one heading. */
export interface CompletenessGroup {
  /** Empty for the one group that holds fields of all tables. */
  readonly table_name: string
  readonly rows: number
  readonly fields: readonly FieldRow[]
}

/** The fields by table in the order they come, or all in one group with the emptiest first. */
export function completenessGroups(
  rows: readonly FieldRow[],
  order: 'table' | 'emptiest',
): readonly CompletenessGroup[] {
  if (rows.length === 0) return []
  if (order === 'emptiest') {
    const fields = rows.toSorted((a, b) => (a.filled_share ?? 0) - (b.filled_share ?? 0))
    return [{ table_name: '', rows: 0, fields }]
  }
  return [...Map.groupBy(rows, (row) => row.table_name ?? '')].map(([table_name, fields]) => ({
    table_name,
    rows: fields[0]?.rows ?? 0,
    fields,
  }))
}
