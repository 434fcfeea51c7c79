import { canonicalTables, type TableName } from '../../../queries/tables.ts'
import type { WorkDatabase } from '../read/work-database.ts'

/** Whether a field names or points at a person and stays out of the analytics. */
export const isPersonal = (table: TableName, field: string): boolean =>
  canonicalTables[table].fields[field]?.personal === true

/** The personal fields among these, in the registry's order. */
export const personalFields = (table: TableName): string[] =>
  Object.keys(canonicalTables[table].fields).filter((field) => isPersonal(table, field))

/** Puts the secret into the database, so that SQL can use it without holding it. */
export async function provideIdentityKey(database: WorkDatabase, key: Buffer | undefined): Promise<void> {
  await database.run('create or replace temp table identity_secret (secret varchar)')
  await database.run('insert into identity_secret values ($1)', [key?.toString('hex') ?? ''])
}

/** SQL: a keyed hash over all personal fields, of which these are there; null when none is filled. */
export function identityDigest(fields: readonly string[]): string {
  const texts = personalFields('customers').map((field) =>
    fields.includes(field) ? `cast(${field} as varchar)` : 'null',
  )
  if (texts.every((text) => text === 'null')) return 'cast(null as varchar)'
  const parts = texts.map((text) => `coalesce(${text}, '')`)
  return `case when coalesce(${texts.join(', ')}) is not null then sha256(concat_ws(chr(31), (select secret from identity_secret), ${parts.join(', ')})) end`
}
