import { mkdir, rename, symlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { canonicalTables, type TableName } from '../../../queries/tables.ts'
import { literal, type WorkDatabase } from '../read/work-database.ts'
import { tableFiles } from '../table-files.ts'
import { batchOrder, openColumns } from './batch-form.ts'
import { writeByMonth } from './by-month.ts'
import type { Comparison } from './compare.ts'
import { identityDigest, personalFields } from './identity.ts'
import { named } from './sql-types.ts'
import type { SettledTable } from './settled-table.ts'

const options = '(format parquet, codec zstd, row_group_size 122880)'

/** A relation of the rows that are new or corrected, in the form of `accepted/<table>.parquet`. */
export interface AcceptedRows {
  /** Their files; none when there are no rows. */
  readonly paths: readonly string[]
  readonly rows: number
}

/**
 * Writes `accepted/<table>.parquet`, or `accepted/<table>-<n>.parquet` for each month of very many purchases: every canonical
 * field in its type (null where it is not mapped), personal fields only as `has_<field>`, with `_source` and `_line`, sorted as
 * a batch is. Where nothing is left out, the files of the typed rows, with what was judged about them, become these. Then the
 * keys of corrected and of unchanged rows, and the personal fields.
 */
export async function writeAccepted(
  database: WorkDatabase,
  settled: SettledTable,
  { hits, unchanged, corrected }: Comparison,
  work_dir: string,
): Promise<AcceptedRows> {
  const { table } = settled.typed.mapped
  const rows = settled.rows - unchanged
  const fresh =
    hits === null
      ? settled.relation
      : `(select * from ${settled.relation} as row where not exists (from ${hits} as hit where hit._row = row._row and hit.same))`
  if (corrected > 0)
    await writeKeys(database, settled, `${hits} as hit where not hit.same`, 'supersedes', work_dir)
  if (unchanged > 0) await writeKeys(database, settled, `${hits} as hit where hit.same`, 'confirms', work_dir)
  if (rows === 0) return { paths: [], rows }
  const path = await place(work_dir, 'accepted', table)
  if (settled.files !== null && unchanged === 0)
    return { paths: await moveTyped(settled.files, dirname(path), table), rows }
  const select = `select ${columnsOf(settled).join(', ')} from ${fresh}`
  if (settled.typed.by_month)
    return { paths: await writeByMonth(database, select, join(dirname(path), table)), rows }
  const order = batchOrder(table, settled.typed.fields)
  const written = await database.run(`copy (${select} order by ${order}) to ${literal(path)} ${options}`)
  if (table === 'customers') await writeIdentities(database, settled, fresh, work_dir)
  return { paths: [path], rows: written }
}

/** The typed rows are still read where they were. */
async function moveTyped(files: readonly string[], folder: string, table: TableName): Promise<string[]> {
  const names = tableFiles(table, { files: files.length === 1 ? undefined : files.length })
  const paths = names.map((name) => join(folder, name))
  for (const [nth, file] of files.entries()) {
    await rename(file, paths[nth]!)
    await symlink(resolve(paths[nth]!), file)
  }
  return paths
}

async function writeKeys(
  database: WorkDatabase,
  { typed, relation }: SettledTable,
  from: string,
  folder: 'supersedes' | 'confirms',
  work_dir: string,
): Promise<void> {
  const { table } = typed.mapped
  const path = await place(work_dir, folder, table)
  const key = canonicalTables[table].key.map((field) => `row.${named(field)}`)
  const seq = folder === 'confirms' ? ', hit.batch_seq' : ''
  const select = `select ${key.join(', ')}${seq} from ${relation} as row join (select * from ${from}) as hit on hit._row = row._row`
  await database.run(`copy (${select} order by ${key.join(', ')}) to ${literal(path)} ${options}`)
}

async function writeIdentities(
  database: WorkDatabase,
  { typed }: SettledTable,
  fresh: string,
  work_dir: string,
): Promise<void> {
  const personal = personalFields('customers').filter((field) => typed.fields.includes(field))
  if (personal.length === 0) return
  const filled = personal.map((field) => `${field} is not null`).join(' or ')
  const select = `select customer_id, ${personal.join(', ')} from ${fresh} where ${filled} order by customer_id`
  await database.run(`copy (${select}) to ${literal(join(work_dir, 'identities.parquet'))} ${options}`)
}

function columnsOf({ typed }: SettledTable): string[] {
  const { table } = typed.mapped
  const has = (field: string) => typed.fields.includes(field)
  const open = openColumns(table, (field) => (has(field) ? named(field) : null))
  const flags = personalFields(table).map(
    (field) => `${has(field) ? `${field} is not null` : 'false'} as has_${field}`,
  )
  const digest = flags.length > 0 ? [`${identityDigest(typed.fields)} as identity_digest`] : []
  return [...open, ...flags, ...digest, '_source', '_line']
}

async function place(work_dir: string, folder: string, table: string): Promise<string> {
  const path = join(work_dir, folder, `${table}.parquet`)
  await mkdir(dirname(path), { recursive: true })
  return path
}
