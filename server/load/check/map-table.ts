import { join } from 'node:path'
import { canonicalTables, type TableName } from '../../../queries/tables.ts'
import { ProductError } from '../../errors.ts'
import { mappableFields, missingFields } from '../../../queries/inputs.ts'
import type { DayOrder, Plan, TablePlan } from '../../../queries/loading/plan.ts'
import { identifier, literal, trimmedText, type WorkDatabase } from '../read/work-database.ts'
import { rawText, type MappedTable } from './mapped-table.ts'
import type { StagedSource } from './plan-sources.ts'

const source_shift = 2 ** 40
const row = `cast(_source as bigint) * ${source_shift} + _line`

/** Where a table's time of day stands apart from its date: input → field. */
const times: Readonly<Record<string, string>> = { ordered_time: 'ordered_at', received_time: 'received_at' }

/** Applies the plan of one table, the `index`th, to the staged sources. Throws `bad_plan` and `mapping_incomplete`. */
export async function mapTable(
  database: WorkDatabase,
  plan: Plan,
  index: number,
  sources: readonly StagedSource[],
  dir: string,
): Promise<MappedTable> {
  const table = plan.tables[index]!
  if (!Object.hasOwn(canonicalTables, table.table)) throw badPlan(`there is no table ${table.table}`)
  const part = `${table.table}_${index}`
  const constants = await constantsTable(database, table, part)
  return table.sql === undefined
    ? mapColumns(table, part, plan, sources, constants)
    : mapSelect(database, { ...table, sql: table.sql }, part, plan, constants, dir)
}

/** Creates a view per source under its own name, for the selects of a mapping file. */
export async function createSourceViews(
  database: WorkDatabase,
  sources: readonly StagedSource[],
): Promise<void> {
  for (const { source, typed } of sources)
    await database.run(`create or replace temp view ${identifier(source.name)} as select * from ${typed}`)
}

interface Constants {
  readonly names: readonly string[]
  /** A relation of one row with `k_<field>`; null when there are none. */
  readonly relation: string | null
}

/** Constants come from users: they are bound, never written into SQL. */
async function constantsTable(
  database: WorkDatabase,
  { table, constants = {} }: TablePlan,
  part: string,
): Promise<Constants> {
  const names = Object.keys(constants)
  const known = mappableFields(table)
  for (const name of names) if (!Object.hasOwn(known, name)) throw badPlan(`${table} has no field ${name}`)
  if (names.length === 0) return { names, relation: null }
  const relation = `constants_${part}`
  await database.run(
    `create or replace temp table ${relation} (${names.map((name) => `k_${name} varchar`).join(', ')})`,
  )
  const holes = names.map((_, index) => `$${index + 1}`)
  await database.run(`insert into ${relation} values (${holes.join(', ')})`, Object.values(constants))
  return { names, relation }
}

function mapColumns(
  table: TablePlan,
  part: string,
  plan: Plan,
  sources: readonly StagedSource[],
  constants: Constants,
): MappedTable {
  const staged = sources.find(({ source }) => source.name === table.source)
  if (staged === undefined)
    throw badPlan(`table ${table.table} names source ${table.source}, which is not there`)
  const columns = new Map(Object.entries(table.columns ?? {}))
  const at = (field: string) => columnIndex(table, staged, field, columns.get(field)!)
  const known = mappableFields(table.table)
  for (const field of columns.keys())
    if (!Object.hasOwn(known, field)) throw badPlan(`${table.table} has no field ${field}`)
  const texts = new Map<string, string>([...columns.keys()].map((field) => [field, `c${at(field)}`]))
  for (const name of constants.names) if (!texts.has(name)) texts.set(name, trimmedText(`k_${name}`))
  const merged = withoutReplaced(mergeTimes(texts))
  requireFields(table, merged)
  const from = constants.relation === null ? staged.text : `${staged.text} cross join ${constants.relation}`
  const numeric = new Set(
    numbers(table.table, columns).filter((field) => staged.numeric.has(columns.get(field)!)),
  )
  const select = [...merged].map(
    ([field, text]) => `${numeric.has(field) ? `n${at(field)}` : text} as ${rawText(field)}`,
  )
  const { day_order = {}, time_zone = plan.time_zone } = staged.source.options
  return {
    table: table.table,
    part,
    relation: `(select ${row} as _row, _source, _line, ${select.join(', ')} from ${from})`,
    row,
    cited: new Map([...merged.keys()].map((field) => [field, citedAs(field, columns)])),
    numeric,
    time_zone,
    day_order: answersByField(columns, day_order),
    source: staged.source.name,
    rows: staged.rows,
    unreadable: staged.unreadable,
    repeated: table.repeated ?? false,
  }
}

/** The mapped fields and inputs that are numbers. */
function numbers(table: TableName, columns: ReadonlyMap<string, string>): string[] {
  const fields = mappableFields(table)
  return [...columns.keys()].filter((field) => ['amount', 'number', 'integer'].includes(fields[field]!.type))
}

function columnIndex(table: TablePlan, staged: StagedSource, field: string, column: string): number {
  const index = staged.columns.indexOf(column)
  if (index === -1)
    throw badPlan(
      `${table.table}.${field} is mapped to column “${column}”, which source ${staged.source.name} does not have; its columns are ${staged.columns.join(', ')}`,
    )
  return index
}

/** A time of day in a column of its own is written behind the date; a midnight that came with the date gives way. */
function mergeTimes(texts: ReadonlyMap<string, string>): Map<string, string> {
  const merged = new Map(texts)
  for (const [time, field] of Object.entries(times)) {
    const time_text = merged.get(time)
    const date_text = merged.get(field)
    merged.delete(time)
    if (time_text === undefined || date_text === undefined) continue
    const date = `regexp_replace(${date_text}, '[ T]0{1,2}:00(:00(\\.0+)?)?$', '')`
    merged.set(
      field,
      `case when ${time_text} is null then ${date_text} else ${date} || ' ' || ${time_text} end`,
    )
  }
  return merged
}

/** What a purchase amounts to is worked out only when nothing says it. */
function withoutReplaced(texts: ReadonlyMap<string, string>): Map<string, string> {
  const kept = new Map(texts)
  if (kept.has('net_amount')) kept.delete('gross_amount')
  if (kept.has('net_amount') || kept.has('gross_amount')) kept.delete('unit_price')
  return kept
}

function citedAs(field: string, columns: ReadonlyMap<string, string>): string {
  const time = Object.keys(times).find((name) => times[name] === field && columns.has(name))
  const own = columns.get(field) ?? field
  return time === undefined ? own : `${own} + ${columns.get(time)}`
}

function answersByField(
  columns: ReadonlyMap<string, string>,
  answers: Readonly<Record<string, DayOrder>>,
): Record<string, DayOrder> {
  const found = [...columns].flatMap(([field, column]) =>
    answers[column] ? [[field, answers[column]] as const] : [],
  )
  return Object.fromEntries(found)
}

async function mapSelect(
  database: WorkDatabase,
  table: TablePlan & { readonly sql: string },
  part: string,
  plan: Plan,
  constants: Constants,
  dir: string,
): Promise<MappedTable> {
  const columns = await describe(database, table)
  const known = mappableFields(table.table)
  const lineage = ['_source', '_line'].filter((name) => columns.includes(name))
  const fields = columns.filter((name) => !lineage.includes(name))
  for (const field of fields)
    if (!Object.hasOwn(known, field))
      throw badPlan(
        `the select of ${table.table} gives a column “${field}”; it may give ${Object.keys(known).join(', ')}, _source, _line`,
      )
  const texts = new Map(fields.map((field) => [field, trimmedText(`m_${field}`)]))
  for (const name of constants.names) if (!texts.has(name)) texts.set(name, trimmedText(`k_${name}`))
  const merged = withoutReplaced(mergeTimes(texts))
  requireFields(table, merged)
  const path = join(dir, `mapped-${part}.parquet`)
  const only_file = plan.sources.flatMap(({ paths }) => paths).length === 1
  const rows = await writeSelect(database, table.sql, { fields, lineage, only_file, path })
  const from = `read_parquet(${literal(path)}, file_row_number = true)`
  const select = [...merged].map(([field, text]) => `${text} as ${rawText(field)}`)
  return {
    table: table.table,
    part,
    relation: `(select file_row_number as _row, _source, coalesce(_line, file_row_number + 1) as _line, ${select.join(', ')} from ${from}${constants.relation === null ? '' : ` cross join ${constants.relation}`})`,
    row: null,
    cited: new Map([...merged.keys()].map((field) => [field, field])),
    numeric: new Set(),
    time_zone: plan.time_zone,
    day_order: {},
    source: table.table,
    rows,
    unreadable: 0,
    repeated: table.repeated ?? false,
  }
}

async function describe(
  database: WorkDatabase,
  { table, sql }: TablePlan & { readonly sql: string },
): Promise<string[]> {
  try {
    const rows = await database.rows<{ column_name: string }>(`describe (${sql}\n)`)
    return rows.map(({ column_name }) => column_name)
  } catch (error) {
    throw new ProductError(
      'bad_plan',
      { problem: `select of ${table}: ${(error as Error).message}` },
      { cause: error },
    )
  }
}

interface SelectOutput {
  readonly fields: readonly string[]
  /** Which of `_source` and `_line` the select gives. */
  readonly lineage: readonly string[]
  /** There is only one file: a line needs no source. */
  readonly only_file: boolean
  readonly path: string
}

/** Written in the order of the input, or of the content where the select does not say, so that a load can be repeated. */
async function writeSelect(
  database: WorkDatabase,
  sql: string,
  { fields, lineage, only_file, path }: SelectOutput,
): Promise<number> {
  const values = fields.map((field) => `${asText(identifier(field))} as m_${field}`)
  const of_the_file = only_file && lineage.includes('_line') ? '0' : 'null'
  const source = `cast(${lineage.includes('_source') ? '_source' : of_the_file} as smallint)`
  const line = lineage.includes('_line') ? 'cast(_line as bigint)' : 'cast(null as bigint)'
  const order = [...(lineage.length > 0 ? ['_source', '_line'] : []), ...fields.map((field) => `m_${field}`)]
  await database.run('set preserve_insertion_order = true')
  try {
    return await database.run(`
      copy (select ${source} as _source, ${line} as _line, ${values.join(', ')} from (${sql}\n) order by ${order.join(', ')})
      to ${literal(path)} (format parquet, codec zstd, row_group_size 122880)`)
  } catch (error) {
    throw /^(Out of Memory|INTERRUPT|IO)/.test((error as Error).message) ? error : selectFailed(error)
  } finally {
    await database.run('set preserve_insertion_order = false')
  }
}

const selectFailed = (error: unknown) =>
  new ProductError('bad_plan', { problem: (error as Error).message }, { cause: error })

/** Whole numbers of a floating type lose their `.0`, as they do in a Parquet file. */
const asText = (column: string) =>
  `case when typeof(${column}) in ('DOUBLE', 'FLOAT') then regexp_replace(cast(${column} as varchar), '\\.0$', '') else cast(${column} as varchar) end`

function requireFields({ table }: TablePlan, texts: ReadonlyMap<string, string>): void {
  const missing = missingFields(table, new Set(texts.keys()))
  if (missing.length > 0) throw new ProductError('mapping_incomplete', { table, fields: missing.join(', ') })
  if (!canonicalTables[table].key.some((field) => texts.has(field)) && texts.size < 2)
    throw badPlan(`${table} has no columns`)
}

const badPlan = (problem: string) => new ProductError('bad_plan', { problem })
