import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { canonicalTables, tableNames, type FieldType, type TableName } from '../../queries/tables.ts'
import { confirms, type BatchSet, type Registration } from './batch-set.ts'
import { plannedScales } from './planned-scales.ts'
import { tableFiles } from './table-files.ts'
import { quoted, textList } from './views-sql.ts'

const sqlTypes: Readonly<Record<FieldType, string>> = {
  id: 'varchar',
  text: 'varchar',
  enum: 'varchar',
  day: 'date',
  month: 'date',
  instant: 'timestamp',
  amount: 'decimal(18, 4)',
  number: 'double',
  integer: 'bigint',
  boolean: 'boolean',
}

/**
 * The columns of a canonical table as a batch holds it, with their SQL types. A personal field is not among them:
 * a flag `has_<field>` says whether it is filled, and `identity_digest` changes when any of them does.
 */
export function batchColumns(table: TableName): Record<string, string> {
  const fields = Object.entries(canonicalTables[table].fields)
  const open = fields
    .filter(([, field]) => !field.personal)
    .map(([name, field]) => [name, sqlTypes[field.type]])
  const personal = fields.filter(([, field]) => field.personal).map(([name]) => [`has_${name}`, 'boolean'])
  const digest = personal.length > 0 ? [['identity_digest', 'varchar']] : []
  return Object.fromEntries([...open, ...personal, ...digest])
}

/**
 * A select of the visible rows of a canonical table: the rows of the set's batches without those that a later batch
 * of the set corrects; with `batch_id`, and `batch_seq`, the registration they come from. Typed also when empty.
 * `within` leaves out batches of which the caller knows that they hold no row it wants.
 */
export function visibleRows(
  table: TableName,
  set: BatchSet,
  within: (batch: Registration) => boolean = () => true,
): string {
  const leaned = set.leaned.filter(within).map((from) => leanedRows(table, from, set))
  const rows = [activeRows(table, set.active.filter(within)), ...leaned].filter((part) => part !== null)
  return rows.length === 0 ? noRows(table) : withoutCorrected(table, rows.join('\nunion all\n'), set)
}

/** Creates `<prefix><table>` for every canonical table, as a temporary view over its visible rows. */
export async function attachViews(connection: DuckDBConnection, set: BatchSet, prefix = ''): Promise<void> {
  for (const table of tableNames)
    await connection.run(`create or replace temp view ${prefix}${table} as ${visibleRows(table, set)}`)
}

/** Parquet file of keys in a batch; whether it is there the manifest says. */
export function batchFile({ path }: Registration, table: TableName, part: 'supersedes' | 'confirms'): string {
  return join(path, part, `${table}.parquet`)
}

/** The batches that hold rows of a table. */
export function holding(table: TableName, batches: readonly Registration[]): Registration[] {
  return batches.filter(({ manifest }) => (manifest.tables[table]?.rows ?? 0) > 0)
}

/** The files of a table in batches, each of which holds rows of it. */
export function filesOf(table: TableName, batches: readonly Registration[]): string[] {
  return batches.flatMap(({ path, manifest }) =>
    tableFiles(table, manifest.tables[table] ?? {}).map((name) => join(path, name)),
  )
}

/** The rows of batches as they were written, corrected ones included. */
export function rowsOf(table: TableName, batches: readonly Registration[]): string {
  const held = batches.flatMap((batch) => filesOf(table, [batch]).map((file) => ({ batch, file })))
  const files = textList(held.map(({ file }) => file))
  const nth = batches.length === 1 ? '1' : `list_position(${files}, filename)`
  const of = held.map(({ batch }) => batch)
  const scales = plannedScales(table, of, nth)
  const columns = Object.entries(batchColumns(table)).map(([name, type]) =>
    scales[name] ? `cast(coalesce("${name}", ${scales[name]}) as ${type}) as "${name}"` : `"${name}"`,
  )
  return `select ${columns.join(', ')},
       (${textList(of.map(({ id }) => id))})[${nth}] as batch_id,
       cast([${of.map(({ seq }) => seq).join(', ')}][${nth}] as bigint) as batch_seq
  from ${withLateFields(table, files)}`
}

/** The files as one relation; fields that older batches do not hold are null there. */
function withLateFields(table: TableName, files: string): string {
  const read = (by_name: boolean) =>
    `read_parquet(${files}, filename = true, hive_partitioning = false, union_by_name = ${by_name})`
  const late = Object.entries(canonicalTables[table].fields).filter(([, field]) => field.late)
  if (late.length === 0) return read(false)
  const typed = late.map(([name, { type }]) => `cast(null as ${sqlTypes[type]}) as "${name}"`)
  return `(from ${read(true)} union all by name select ${typed.join(', ')} where false)`
}

function activeRows(table: TableName, batches: readonly Registration[]): string | null {
  const from = holding(table, batches)
  return from.length === 0 ? null : rowsOf(table, from)
}

function leanedRows(table: TableName, from: Registration, set: BatchSet): string | null {
  const keys = confirmedKeys(table, from.seq, set)
  return keys && `select * from (${rowsOf(table, [from])}) where ${keyOf(table)} in (${keys})`
}

/** Keys of the rows of registration `seq` that later active batches were found to say too; null when none was. */
function confirmedKeys(table: TableName, seq: number, { active }: BatchSet): string | null {
  const files = active
    .filter((later) => confirms(later, seq, table))
    .map((later) => batchFile(later, table, 'confirms'))
  if (files.length === 0) return null
  return `select ${keyOf(table)} from read_parquet(${textList(files)}) where batch_seq = ${seq}`
}

function withoutCorrected(table: TableName, rows: string, set: BatchSet): string {
  const corrections = corrected(table, set)
  if (corrections.length === 0) return rows
  const key = canonicalTables[table].key.map((field) => `"${field}"`)
  return `select visible.*
  from (${rows}) as visible
  left join (
    select ${key.join(', ')}, max(by_seq) as by_seq from (${corrections.join('\nunion all\n')}) group by all
  ) as correction on ${key.map((field) => `correction.${field} = visible.${field}`).join(' and ')}
 where coalesce(correction.by_seq <= visible.batch_seq, true)`
}

/** What active batches correct, and what those leaned on corrected as far as they are leaned on. */
function corrected(table: TableName, set: BatchSet): string[] {
  const correcting = (batches: readonly Registration[]) =>
    batches.filter(({ manifest }) => (manifest.tables[table]?.corrected ?? 0) > 0)
  const leaned = correcting(set.leaned).flatMap((batch) => {
    const keys = confirmedKeys(table, batch.seq, set)
    return keys ? [`${supersededKeys(table, batch)} where ${keyOf(table)} in (${keys})`] : []
  })
  return [...correcting(set.active).map((batch) => supersededKeys(table, batch)), ...leaned]
}

function supersededKeys(table: TableName, batch: Registration): string {
  const key = canonicalTables[table].key.map((field) => `"${field}"`)
  const file = quoted(batchFile(batch, table, 'supersedes'))
  return `select ${key.join(', ')}, ${batch.seq} as by_seq from read_parquet(${file})`
}

function noRows(table: TableName): string {
  const columns = { ...batchColumns(table), batch_id: 'varchar', batch_seq: 'bigint' }
  const typed = Object.entries(columns).map(([name, type]) => `cast(null as ${type}) as "${name}"`)
  return `select ${typed.join(', ')} where false`
}

/** The key as one value: a struct when it has several fields. */
function keyOf(table: TableName): string {
  const key = canonicalTables[table].key.map((field) => `"${field}"`)
  return key.length === 1 ? key[0]! : `row(${key.join(', ')})`
}
