import { canonicalTables, type TableName } from '../../../queries/tables.ts'
import type { WorkDatabase } from '../read/work-database.ts'
import type { Note } from '../../../queries/loading/report.ts'
import type { TypedTable } from './typed-table.ts'
import { named } from './sql-types.ts'

/** The good rows of a table, one per key. */
export interface SettledTable {
  readonly typed: TypedTable
  /** A relation with the columns of the typed one without `_fault` and `_value`. */
  readonly relation: string
  readonly rows: number
  /** The typed rows' files when they hold just these rows, in the form of a batch. */
  readonly files: readonly string[] | null
  readonly rejected: number
  /** Rows whose key comes again later. */
  readonly duplicates: number
  /** A table with the `_row` of each of those; null when there are none. */
  readonly losers: string | null
  readonly notes: readonly Note[]
}

const returned = ['quantity', 'net_amount', 'discount_amount', 'cost_amount']

/** Leaves out the rows at fault, and of rows with one key all but the last. */
export async function settle(database: WorkDatabase, typed: TypedTable): Promise<SettledTable> {
  return typed.mapped.repeated ? settleRepeated(database, typed) : settleRows(database, typed)
}

/** Of each field the last filled value counts. */
async function settleRepeated(database: WorkDatabase, typed: TypedTable): Promise<SettledTable> {
  const { table } = typed.mapped
  const key = canonicalTables[table].key.map(named)
  const others = typed.fields.map(named).filter((field) => !key.includes(field))
  const values = others.map((field) => `arg_max(${field}, _row) as ${field}`)
  const kept = ['_source', '_line', '_soft', '_found', ...typed.scores.map((field) => `_${field}`)]
  const last = kept.map((name) => `arg_max_null(${name}, _row) as ${name}`)
  const name = `members_${table}`
  await database.run(`
    create or replace temp table ${name} as
    select max(_row) as _row, ${[...key, ...values, ...last].join(', ')}
    from ${typed.relation} where _fault is null group by ${key.join(', ')}`)
  const [counts] = await database.rows<{ total: number; good: number; members: number }>(
    `select count(*) as total, count_if(_fault is null) as good, (select count(*) from ${name}) as members
     from ${typed.relation}`,
  )
  const { total, good, members } = counts!
  return {
    typed,
    relation: name,
    rows: members,
    files: null,
    rejected: total - good,
    duplicates: good - members,
    losers: null,
    notes: [],
  }
}

async function settleRows(database: WorkDatabase, typed: TypedTable): Promise<SettledTable> {
  const { table } = typed.mapped
  const [counts] = await database.rows<{ total: number; good: number }>(
    `select count(*) as total, count_if(_fault is null) as good from ${typed.relation}`,
  )
  const good = `(select * exclude (_fault, _value) from ${typed.relation} where _fault is null)`
  const losers = await findLosers(database, typed, good)
  const negated = table === 'purchases' && (await returnsArePositive(database, good))
  const rejected = counts!.total - counts!.good
  const rows = `(select ${negated ? `* replace (${signs(typed).join(', ')})` : '*'} from ${good}${losers.name === null ? '' : ` as good where not exists (from ${losers.name} as loser where loser._row = good._row)`})`
  return {
    typed,
    relation: rows,
    rows: counts!.good - losers.count,
    files: rejected + losers.count > 0 || negated ? null : typed.files,
    rejected,
    duplicates: losers.count,
    losers: losers.name,
    notes: negated ? [{ code: 'returns_negated', field: 'net_amount', rows: 0, params: {} }] : [],
  }
}

/** Hashes of keys are cheap to count; only rows whose hash occurs too often are looked at more closely. */
async function findLosers(database: WorkDatabase, { mapped }: TypedTable, good: string) {
  const key = canonicalTables[mapped.table].key.map(named).join(', ')
  const { group, different } = keyGroups(mapped.table)
  const twice = `twice_${mapped.table}`
  await database.run(`
    create or replace temp table ${twice} as
    select ${group} as h from ${good} group by h having count(*) > ${different}`)
  const name = `losers_${mapped.table}`
  await database.run(`
    create or replace temp table ${name} as
    select _row, _source, _line from ${good} as row where ${group} in (from ${twice})
    qualify row_number() over (partition by ${key} order by _row desc) > 1`)
  await database.run(`drop table ${twice}`)
  const [{ n } = { n: 0 }] = await database.rows<{ n: number }>(`select count(*) as n from ${name}`)
  return { name: n === 0 ? null : name, count: n }
}

/**
 * SQL by which rows are counted, and how many of them surely have different keys. Lines of an order set a bit each: there is
 * one group for an order instead of one for each line, and two lines that set the same bit are not sure to be different.
 */
function keyGroups(table: TableName): { group: string; different: string } {
  const { key, fields } = canonicalTables[table]
  const last = key.at(-1)!
  if (key.length === 1 || fields[last]!.type !== 'integer')
    return { group: `hash(${key.map(named).join(', ')})`, different: '1' }
  const bit = `1::ubigint << cast(${named(last)} & 63 as ubigint)`
  return {
    group: `hash(${key.slice(0, -1).map(named).join(', ')})`,
    different: `coalesce(bit_count(bit_or(${bit})), 0)`,
  }
}

/** Some tills write returns with positive amounts. They do so for all returns or for none. */
async function returnsArePositive(database: WorkDatabase, good: string): Promise<boolean> {
  const [row] = await database.rows<{ positive: number; negative: number }>(`
    select count_if(net_amount > 0) as positive, count_if(net_amount < 0 or quantity < 0) as negative
    from ${good} where kind = 'return'`)
  return row!.positive > 0 && row!.negative === 0
}

function signs({ fields, findings }: TypedTable): string[] {
  const turned = returned
    .filter((field) => fields.includes(field))
    .map((field) => `case when kind = 'return' then -${field} else ${field} end as ${field}`)
  const bit = findings.findIndex(({ code }) => code === 'positive_return')
  return bit === -1 ? turned : [...turned, `cast(_soft & ~${2 ** bit} as integer) as _soft`]
}
