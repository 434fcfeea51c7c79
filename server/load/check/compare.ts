import { canonicalTables, type TableName } from '../../../queries/tables.ts'
import type { WorkDatabase } from '../read/work-database.ts'
import { identityDigest, isPersonal } from './identity.ts'
import type { SettledTable } from './settled-table.ts'
import { named } from './sql-types.ts'

/** Which rows are already loaded, and whether they say the same. */
export interface Comparison {
  /** A table with `_row`, `batch_seq` and `same` for each row whose key is loaded; null when none is. */
  readonly hits: string | null
  readonly unchanged: number
  readonly corrected: number
}

const nothing: Comparison = { hits: null, unchanged: 0, corrected: 0 }

/**
 * Compares rows with `current_<table>`. Only the keys of what is loaded are read, unless some of them come again.
 */
export async function compareWithCurrent(database: WorkDatabase, settled: SettledTable): Promise<Comparison> {
  const { table } = settled.typed.mapped
  const current = await currentColumns(database, table)
  if (current.size === 0 || settled.rows === 0 || !(await hasRows(database, `current_${table}`)))
    return nothing
  const key = canonicalTables[table].key.map(named)
  const matched = `matched_${table}`
  const near = await withinKeys(database, settled)
  await database.run(`
    create or replace temp table ${matched} as
    select ${key.join(', ')} from current_${table} as loaded
    where ${near} and exists (select 1 from ${settled.relation} as fresh where ${equal(key, 'fresh', 'loaded')})`)
  if (!(await hasRows(database, matched))) return nothing
  const hits = `hits_${table}`
  await database.run(`
    create or replace temp table ${hits} as
    select fresh._row, ${current.has('batch_seq') ? 'loaded.batch_seq' : 'cast(null as bigint) as batch_seq'},
      ${sameContent(settled, current)} as same
    from ${withIdentity(settled)} as fresh
    join (select current.* from current_${table} as current where ${near} and exists (select 1 from ${matched} as m where ${equal(key, 'm', 'current')})) as loaded
      on ${equal(key, 'fresh', 'loaded')}`)
  const [counts] = await database.rows<{ unchanged: number; corrected: number }>(
    `select count_if(same) as unchanged, count_if(not same) as corrected from ${hits}`,
  )
  return { hits, ...counts! }
}

/**
 * SQL that holds for loaded rows whose key lies between the least and the greatest of the new ones. As constants these let
 * DuckDB pass over most of what is loaded: the orders of a new day mostly come behind all others.
 */
async function withinKeys(database: WorkDatabase, { typed, relation }: SettledTable): Promise<string> {
  const { key } = canonicalTables[typed.mapped.table]
  for (const [end, aggregate] of Object.entries({ least: 'min', greatest: 'max' }))
    for (const field of key)
      await database.run(
        `set variable ${end}_${field} = (select ${aggregate}(${named(field)}) from ${relation})`,
      )
  return key
    .map(
      (field) => `${named(field)} between getvariable('least_${field}') and getvariable('greatest_${field}')`,
    )
    .join(' and ')
}

/** Fields that the load does not fill are compared as empty: the row would lose them. */
function sameContent({ typed }: SettledTable, current: ReadonlySet<string>): string {
  const { table } = typed.mapped
  const fields = Object.keys(canonicalTables[table].fields).filter((field) => !isPersonal(table, field))
  const compared = fields.map((field) => {
    const fresh = typed.fields.includes(field) ? `fresh.${field}` : 'null'
    return `${fresh} is not distinct from loaded.${field}`
  })
  if (table === 'customers' && current.has('identity_digest'))
    compared.push('fresh.identity_digest is not distinct from loaded.identity_digest')
  return compared.join(' and ')
}

function withIdentity({ typed, relation }: SettledTable): string {
  if (typed.mapped.table !== 'customers') return relation
  return `(select *, ${identityDigest(typed.fields)} as identity_digest from ${relation})`
}

async function currentColumns(database: WorkDatabase, table: TableName): Promise<ReadonlySet<string>> {
  const rows = await database.rows<{ column_name: string }>(
    `select column_name from duckdb_columns() where table_name = $1`,
    [`current_${table}`],
  )
  return new Set(rows.map(({ column_name }) => column_name))
}

async function hasRows(database: WorkDatabase, relation: string): Promise<boolean> {
  return (await database.rows(`select 1 as found from ${relation} limit 1`)).length > 0
}

const equal = (key: readonly string[], left: string, right: string) =>
  key.map((field) => `${left}.${field} = ${right}.${field}`).join(' and ')
