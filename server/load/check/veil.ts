import { canonicalTables, type TableName } from '../../../queries/tables.ts'
import { isNameOfPersonal } from '../map/synonyms.ts'
import type { Plan } from '../../../queries/loading/plan.ts'
import { isPersonal, personalFields } from './identity.ts'

/** Text with every letter and digit hidden: its shape shows what is wrong with it, and nobody can be told from it. */
export const veiled = (text: string): string => text.replace(/[\p{L}\p{M}\p{N}]/gu, '•')

/** A value as a report may keep it: hidden when its field is personal. */
export const shownValue = (table: TableName, field: string, value: string | null): string | null =>
  value !== null && isPersonal(table, field) ? veiled(value) : value

/**
 * Whether whole rows of a source may tell of a person: it fills a table with personal fields, a select that may read it
 * does, or one of its columns is named like a personal field, mapped or not.
 */
export function tellsOfPersons({ tables }: Plan, source: string, columns: readonly string[]): boolean {
  const filled = tables.some(
    (each) =>
      (each.sql !== undefined || each.source === source) &&
      Object.hasOwn(canonicalTables, each.table) &&
      personalFields(each.table).length > 0,
  )
  return filled || columns.some(isNameOfPersonal)
}
