import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { TableName } from '../../queries/tables.ts'
import type { DataDir } from '../state/data-dir.ts'
import { makeFolderDurably, moveDurably, sync } from '../state/durable.ts'
import type { IdentityKeys } from '../state/identity.ts'
import type { BatchFile, BatchTable, Manifest } from '../state/ledger.ts'
import { fileHash } from './batch-hash.ts'
import { sealIdentities } from './batch-seal.ts'
import type { CheckReport, TableReport } from '../../queries/loading/report.ts'
import { rowsFrom, withDuckDb } from './process-duckdb.ts'
import { tableFiles } from './table-files.ts'
import { quoted, textList } from './views-sql.ts'

/** What a check has left in `work_dir`, and what is known about it before a row is counted again. */
export interface CheckedWork {
  readonly work_dir: string
  readonly report: CheckReport
  readonly about: Omit<Manifest, 'format' | 'tables' | 'files' | 'report'>
}

const parts = ['accepted', 'supersedes', 'confirms'] as const
const inBatch = { accepted: '', supersedes: 'supersedes', confirms: 'confirms' } as const

/** A batch folder below the work folder that holds its rows. Its manifest has no hashes yet. */
export interface LaidBatch {
  readonly path: string
  readonly manifest: Manifest
}

/**
 * Makes a batch folder of the rows that a check has accepted: a snapshot may be built from it. Throws when the rows are
 * not as many as the check has counted.
 */
export async function layBatch(work: CheckedWork, signal?: AbortSignal): Promise<LaidBatch> {
  const { work_dir, about, report } = work
  const path = join(work_dir, 'batch')
  mkdirSync(path)
  const tables = await withDuckDb(':memory:', { work_dir, signal }, (connection) =>
    countTables(connection, work),
  )
  moveParts(work, tables, path)
  const files = filesOf(path, tables).map((file) => ({ ...file, sha256: '' }))
  return { path, manifest: { format: 1, ...about, tables, files, report } }
}

/**
 * Completes a batch folder, on the disk for good, and returns its manifest. Personal fields are sealed and their clear
 * text removed.
 */
export async function completeBatch(
  { path, manifest }: LaidBatch,
  { work_dir }: Pick<CheckedWork, 'work_dir'>,
  keys: IdentityKeys,
  signal?: AbortSignal,
): Promise<Manifest> {
  const identities = join(work_dir, 'identities.parquet')
  if (existsSync(identities) && manifest.tables.customers)
    await withDuckDb(':memory:', { work_dir, signal }, (connection) =>
      sealIdentities(connection, identities, join(path, 'identities.parquet'), keys),
    )
  rmSync(identities, { force: true })
  const files = await hashFiles(path, manifest.tables, signal)
  const complete = { ...manifest, files }
  writeFileSync(join(path, 'manifest.json'), JSON.stringify(complete, null, 1))
  const folders = ['supersedes', 'confirms', '.'].filter((name) => existsSync(join(path, name)))
  for (const name of [...files.map((file) => file.path), 'manifest.json', ...folders]) sync(join(path, name))
  return complete
}

type Tables = Partial<Record<TableName, BatchTable>>

async function countTables(connection: DuckDBConnection, { work_dir, report }: CheckedWork): Promise<Tables> {
  const counted: Tables = {}
  for (const table of report.tables) {
    const summary = await countTable(connection, work_dir, table)
    if (summary.rows > 0 || Object.keys(summary.confirmed).length > 0) counted[table.table] = summary
  }
  return counted
}

async function countTable(
  connection: DuckDBConnection,
  work_dir: string,
  { table, accepted, corrected, from, to }: TableReport,
): Promise<BatchTable> {
  const files = filesIn(join(work_dir, 'accepted'), table)
  const count = async (part: (typeof parts)[number]) => {
    const paths = tableFiles(table, part === 'accepted' ? { files } : {}).map((name) =>
      join(work_dir, part, name),
    )
    if (!existsSync(paths[0]!)) return 0
    const [found] = await rowsFrom<{ n: number }>(
      connection,
      `select count(*) as n from read_parquet(${textList(paths)})`,
    )
    return found!.n
  }
  const rows = await count('accepted')
  const superseded = await count('supersedes')
  if (rows !== accepted || superseded !== corrected)
    throw new Error(
      `${table}: ${rows} rows, ${superseded} corrections written; the check counted ${accepted}, ${corrected}`,
    )
  const summary = { rows, corrected, confirmed: await confirmed(connection, work_dir, table), from, to }
  return files === undefined ? summary : { ...summary, files }
}

/** How many numbered files of a table a folder has; undefined when none is numbered. */
function filesIn(folder: string, table: TableName): number | undefined {
  if (!existsSync(folder)) return undefined
  const numbered = new RegExp(`^${table}-\\d+\\.parquet$`)
  return readdirSync(folder).filter((name) => numbered.test(name)).length || undefined
}

async function confirmed(
  connection: DuckDBConnection,
  work_dir: string,
  table: TableName,
): Promise<Record<string, number>> {
  const file = join(work_dir, 'confirms', `${table}.parquet`)
  if (!existsSync(file)) return {}
  const counts = await rowsFrom<{ seq: number; n: number }>(
    connection,
    `select batch_seq as seq, count(*) as n from read_parquet(${quoted(file)}) group by all order by all`,
  )
  return Object.fromEntries(counts.map(({ seq, n }) => [seq, n]))
}

function moveParts({ work_dir }: CheckedWork, tables: Tables, folder: string): void {
  for (const { part, path } of expectedParts(tables)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    renameSync(join(work_dir, part, path.split('/').at(-1)!), join(folder, path))
  }
  const rejects = join(work_dir, 'rejects.csv')
  if (existsSync(rejects)) renameSync(rejects, join(folder, 'rejects.csv'))
}

function expectedParts(tables: Tables): { part: string; path: string }[] {
  return Object.entries(tables).flatMap(([name, { rows, files, corrected, confirmed }]) => {
    const table = name as TableName
    const names = {
      accepted: rows > 0 ? tableFiles(table, { files }) : [],
      supersedes: corrected > 0 ? tableFiles(table, {}) : [],
      confirms: Object.keys(confirmed).length > 0 ? tableFiles(table, {}) : [],
    }
    return parts.flatMap((part) => names[part].map((file) => ({ part, path: join(inBatch[part], file) })))
  })
}

function filesOf(folder: string, tables: Tables): { path: string; bytes: number }[] {
  const extra = ['identities.parquet', 'rejects.csv'].filter((path) => existsSync(join(folder, path)))
  const paths = [...expectedParts(tables).map(({ path }) => path), ...extra].sort()
  return paths.map((path) => ({ path, bytes: statSync(join(folder, path)).size }))
}

async function hashFiles(folder: string, tables: Tables, signal?: AbortSignal): Promise<BatchFile[]> {
  const files: BatchFile[] = []
  for (const file of filesOf(folder, tables))
    files.push({ ...file, sha256: await fileHash(join(folder, file.path), { signal }) })
  return files
}

/** Moves a written batch among the batches and returns the name of its folder. It counts once it is registered. */
export function placeBatch(dir: DataDir, path: string, { id, seq }: Manifest): string {
  makeFolderDurably(dir.batches)
  const name = existsSync(join(dir.batches, id)) ? `${id}-${seq}` : id
  moveDurably(path, join(dir.batches, name))
  return name
}
