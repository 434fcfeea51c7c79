import { mappableFields } from '../../../queries/inputs.ts'
import { canonicalTables, type TableName } from '../../../queries/tables.ts'
import { settings } from '../settings.svelte.ts'

/** The words for a canonical table in the reader's language; any other name as it is. */
export function tableTitle(table: string): string {
  return canonicalTables[table as TableName]?.title[settings.locale] ?? table
}

/** The words for a field of a canonical table, or for a column that a field is worked out from; any other name as it is. */
export function fieldTitle(table: string, field: string): string {
  if (!(table in canonicalTables)) return field
  const { fields } = canonicalTables[table as TableName]
  const known: Readonly<Record<string, { readonly title: Readonly<Record<string, string>> }>> = {
    ...fields,
    ...mappableFields(table as TableName),
  }
  return known[field]?.title[settings.locale] ?? field
}
