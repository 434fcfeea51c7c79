import { canonicalTables, type TableName } from '../../../queries/tables.ts'
import { isPersonal } from './identity.ts'
import { named, sqlTypes } from './sql-types.ts'

/** SQL columns: every field of a table that a batch holds as it is, in its type. `value` is null for one that is not there. */
export function openColumns(table: TableName, value: (field: string) => string | null): string[] {
  return Object.entries(canonicalTables[table].fields)
    .filter(([field]) => !isPersonal(table, field))
    .map(([field, { type }]) => `cast(${value(field) ?? 'null'} as ${sqlTypes[type]}) as ${named(field)}`)
}

/** SQL: what the rows of a batch are sorted by: purchases by month, other tables by when they happened or by key. */
export function batchOrder(table: TableName, fields: readonly string[]): string {
  const { key, happened } = canonicalTables[table]
  if (table === 'purchases') return 'try_cast(year(ordered_at) * 12 + month(ordered_at) as smallint)'
  return [...(happened !== null && fields.includes(happened) ? [happened] : []), ...key].map(named).join(', ')
}
