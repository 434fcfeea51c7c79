import { canonicalTables, type TableName } from '../../../queries/tables.ts'
import type { WorkDatabase } from '../read/work-database.ts'
import type { Finding, Note } from '../../../queries/loading/report.ts'
import type { ReasonCode } from './reasons.ts'
import { countedSamples, sampleSelect, toSample, type SampleRow } from './samples.ts'
import type { SettledTable } from './settled-table.ts'
import { toLocal, zoneRules } from './time-zone.ts'

/** What the rows of a table are compared with when oddities are looked for. */
export interface FindingContext {
  readonly database: WorkDatabase
  /** Every table of this load. */
  readonly settled: ReadonlyMap<TableName, SettledTable>
  /** Tables of which something is loaded already, as `current_<table>`. */
  readonly loaded: ReadonlySet<TableName>
  /** Names of the files by `_source`. */
  readonly files: readonly string[]
  readonly time_zone: string
}

/** What is odd about rows that are kept: within a row, within the load, and against what they refer to. */
export async function findOddities(table: SettledTable, context: FindingContext): Promise<Finding[]> {
  return [
    ...(await duplicateKeys(table, context)),
    ...(await withinRows(table, context)),
    ...(await unknownReferences(table, context)),
    ...(await beforeOthers(table, context)),
  ].filter(({ rows }) => rows > 0)
}

async function duplicateKeys(table: SettledTable, { database, files }: FindingContext): Promise<Finding[]> {
  if (table.losers === null || table.typed.mapped.repeated) return []
  const rows = await database.rows<SampleRow>(sampleSelect(table.losers, 'null'))
  const samples = rows.map((row) => toSample(row, files, null))
  return [{ code: 'duplicate_key', field: null, params: {}, rows: table.duplicates, samples }]
}

async function withinRows(table: SettledTable, context: FindingContext): Promise<Finding[]> {
  const { findings } = table.typed
  if (findings.length === 0) return []
  const counts = findings.map((_, index) => `count_if(_soft & ${2 ** index} <> 0) as n${index}`)
  const [row] = await context.database.rows<Record<string, number>>(
    `select ${counts.join(', ')} from ${table.relation}`,
  )
  const found: Finding[] = []
  for (const [index, { code, field, params = {} }] of findings.entries()) {
    if (row![`n${index}`] === 0) continue
    const when = `_soft & ${2 ** index} <> 0`
    found.push(await find(table, context, { code, field, params, when, value: `_found[${index + 1}]` }))
  }
  return found
}

interface Search {
  readonly code: ReasonCode
  readonly field: string
  readonly params: Note['params']
  /** SQL over the columns of the settled rows. */
  readonly when: string
  readonly value: string
}

async function find(
  table: SettledTable,
  { database, files }: FindingContext,
  search: Search,
): Promise<Finding> {
  const { code, field, params, when, value } = search
  const rows = await database.rows<SampleRow & { n: number }>(
    countedSamples(`${table.relation} as row where ${when}`, value),
  )
  const { mapped } = table.typed
  const place = { table: mapped.table, field, column: mapped.cited.get(field) }
  const samples = rows.map((each) => toSample(each, files, place))
  return { code, field, params, rows: rows[0]?.n ?? 0, samples }
}

async function unknownReferences(table: SettledTable, context: FindingContext): Promise<Finding[]> {
  const fields = canonicalTables[table.typed.mapped.table].fields
  const found: Finding[] = []
  for (const field of table.typed.fields) {
    const target = fields[field]!.references as TableName | undefined
    if (target === undefined) continue
    const members = membersOf(target, canonicalTables[target].key[0]!, context)
    if (members === null) continue
    const orphans = `orphans_${table.typed.mapped.table}_${field}`
    await context.database.run(`
      create or replace temp table ${orphans} as
      select distinct ${field} as id from ${table.relation} as row
      where ${field} is not null and not exists (from ${members} as member where member.id = row.${field})`)
    const when = `${field} in (from ${orphans})`
    found.push(
      await find(table, context, {
        code: 'unknown_reference',
        field,
        params: { table: target },
        when,
        value: field,
      }),
    )
    await context.database.run(`drop table ${orphans}`)
  }
  return found
}

/** Keys of a table, of this load and of what is loaded, with further columns; null when the chain has no such table. */
function membersOf(
  target: TableName,
  key: string,
  context: FindingContext,
  further: readonly string[] = [],
): string | null {
  const columns = [`${key} as id`, ...further].join(', ')
  const fresh = context.settled.get(target)
  const there = (table: SettledTable) => further.every((field) => table.typed.fields.includes(field))
  const parts = [
    ...(fresh !== undefined && there(fresh) ? [`select ${columns} from ${fresh.relation}`] : []),
    ...(context.loaded.has(target) ? [`select ${columns} from current_${target}`] : []),
  ]
  return parts.length === 0 ? null : `(${parts.join(' union all ')})`
}

/** Purchases before joining, and stages of a complaint before it was received. */
async function beforeOthers(table: SettledTable, context: FindingContext): Promise<Finding[]> {
  const { table: name } = table.typed.mapped
  if (name === 'purchases' && table.typed.fields.includes('customer_id')) {
    const customers = membersOf('customers', 'customer_id', context, ['joined_on'])
    if (customers === null) return []
    const day = `cast(${await localTime(table, 'ordered_at', context)} as date)`
    const when = earlier(customers, 'row.customer_id', `${day} < other.joined_on`)
    return [
      await find(table, context, {
        code: 'before_joining',
        field: 'ordered_at',
        params: {},
        when,
        value: 'ordered_at',
      }),
    ]
  }
  if (name === 'complaint_events') {
    const complaints = membersOf('complaints', 'complaint_id', context, ['received_at'])
    if (complaints === null) return []
    const when = earlier(complaints, 'row.complaint_id', 'row.at < other.received_at')
    const params = { predecessor: 'received_at' }
    return [
      await find(table, context, { code: 'before_predecessor', field: 'at', params, when, value: '"at"' }),
    ]
  }
  return []
}

const earlier = (others: string, id: string, condition: string) =>
  `exists (from ${others} as other where other.id = ${id} and ${condition})`

/** SQL: an instant of a table as the chain's clocks showed it. */
export async function localTime(
  { relation }: Pick<SettledTable, 'relation'>,
  field: string,
  { database, time_zone }: Pick<FindingContext, 'database' | 'time_zone'>,
): Promise<string> {
  const [range] = await database.rows<{ first: number | null; last: number | null }>(
    `select min(year("${field}")) as first, max(year("${field}")) as last from ${relation}`,
  )
  return toLocal(`"${field}"`, zoneRules(time_zone, range!.first ?? 2000, range!.last ?? 2000))
}
