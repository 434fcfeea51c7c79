import { canonicalTables } from '../../queries/tables.ts'
import type { TableName } from '../../queries/tables.ts'
import { m } from './paraglide/messages.js'
import { settings } from './settings.svelte.ts'

/** Says which tables must be loaded first. */
export function missingText(tables: readonly string[]): string {
  const names = tables.map((name) =>
    name === 'any_cost' ? m.missing_any_cost() : canonicalTables[name as TableName].title[settings.locale],
  )
  return m.missing_tables({ tables: names.join(m.list_separator()) })
}
