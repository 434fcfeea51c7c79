import { canonicalTables } from '../../queries/tables.ts'
import type { Field, TableName } from '../../queries/tables.ts'

/** The fields that the sample fills of a table, in order: those that a chain has always brought. */
export function writtenFields(table: TableName): [name: string, field: Field][] {
  return Object.entries(canonicalTables[table].fields).filter(([, { late }]) => !late)
}
