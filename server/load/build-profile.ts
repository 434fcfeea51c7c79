import type { Mart } from '../../queries/model/model.ts'
import { canonicalTables, tableNames, type TableName } from '../../queries/tables.ts'
import { changedTables, type Change } from './build-touched.ts'
import type { Writer } from './build-writer.ts'
import { quoted } from './views-sql.ts'

/** What of a mart about tables is to be made again after a change, and what only grows by what its new rows give. */
export interface Profile {
  /** SQL over the mart's rows, with constants, by which DuckDB leaves out the rest of the select. */
  readonly again: string
  readonly grown: { readonly tables: readonly TableName[]; readonly where: string } | null
}

/**
 * What a change makes of the mart. Where it only adds rows, filled fields and references of its tables grow, unless what
 * they refer to has changed as well; and a reference that led nowhere in no row still does not.
 */
export async function profileOf(
  writer: Writer,
  mart: Mart,
  { change, read }: { change: Change; read: ReadonlySet<string> },
): Promise<Profile> {
  const changed = changedTables(change)
  if (!mart.order_by.includes('aspect')) return { again: among(changed), grown: null }
  const adds = onlyAdds(change)
  const grown = adds ? changed.filter((table) => read.has(table)) : []
  const sound = adds ? await soundReferences(writer) : new Set<string>()
  const moved = references(changed).filter(
    ({ table, field }) => changed.includes(table) || !sound.has(`${table} ${field}`),
  )
  const elsewhere = moved.map(({ table, field }) => reference(table, field))
  const grows = `(${among(grown)} and aspect in ('filled', 'orphan')${elsewhere.map((each) => ` and not ${each}`).join('')})`
  const rest = changed.filter((table) => !grown.includes(table))
  if (grown.length === 0) return { again: [among(rest), ...elsewhere].join(' or '), grown: null }
  const again = [`(${among(grown)} and aspect not in ('filled', 'orphan'))`, ...elsewhere]
  return {
    again: (rest.length > 0 ? [among(rest), ...again] : again).join(' or '),
    grown: { tables: grown, where: grows },
  }
}

const among = (tables: readonly TableName[]) => `table_name in (${tables.map(quoted).join(', ')})`

const reference = (table: TableName, field: string) =>
  `(table_name = '${table}' and aspect = 'orphan' and field = '${field}')`

const onlyAdds = ({ added, removed }: Change) =>
  removed.length === 0 &&
  added.every(({ manifest }) => Object.values(manifest.tables).every(({ corrected }) => corrected === 0))

/** References that lead somewhere in every row, as table and field. */
async function soundReferences(writer: Writer): Promise<Set<string>> {
  const found = await writer.rows<{ name: string }>(
    `select table_name || ' ' || field as name from main.field_profile where aspect = 'orphan' and hits = 0`,
  )
  return new Set(found.map(({ name }) => name))
}

/** The fields of all tables that refer to these. */
function references(to: readonly TableName[]): { table: TableName; field: string }[] {
  return tableNames.flatMap((table) =>
    Object.entries(canonicalTables[table].fields)
      .filter(([, { references }]) => to.some((name) => name === references))
      .map(([field]) => ({ table, field })),
  )
}
