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
  const buyers = await findBuyers(table, context)
  return [
    ...(await duplicateKeys(table, context)),
    ...(await withinRows(table, context)),
    ...(await unknownReferences(table, context, buyers)),
    ...(await beforeOthers(table, context, buyers)),
  ].filter(({ rows }) => rows > 0)
}

/** Customers who purchased: many times fewer than purchases. */
interface Buyers {
  /** A table with `id` and `first_day`. */
  readonly relation: string
  /** SQL over purchases: their day as the chain's clocks showed it. */
  readonly day: string
}

/** Null of other tables, and where no customers are there to compare with. */
async function findBuyers(table: SettledTable, context: FindingContext): Promise<Buyers | null> {
  const { mapped, fields } = table.typed
  if (mapped.table !== 'purchases' || !fields.includes('customer_id')) return null
  if (membersOf('customers', 'customer_id', context) === null) return null
  const day = `cast(${await localTime(table, 'ordered_at', context)} as date)`
  await context.database.run(`
    create or replace temp table buyers_of_purchases as
    select customer_id as id, min(${day}) as first_day from ${table.relation}
    where customer_id is not null group by customer_id`)
  return { relation: 'buyers_of_purchases', day }
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
  /** A join of the settled rows, as `row`, with at most one row for each. */
  readonly join?: string
  /** SQL over the columns of both. */
  readonly when: string
  readonly value: string
}

async function find(
  table: SettledTable,
  { database, files }: FindingContext,
  search: Search,
): Promise<Finding> {
  const { code, field, params, join = '', when, value } = search
  const rows = await database.rows<SampleRow & { n: number }>(
    countedSamples(`${table.relation} as row ${join} where ${when}`, value),
  )
  const { mapped } = table.typed
  const place = { table: mapped.table, field, column: mapped.cited.get(field) }
  const samples = rows.map((each) => toSample(each, files, place))
  return { code, field, params, rows: rows[0]?.n ?? 0, samples }
}

/** Tables of few members, which rows name again and again: what is named is told apart before it is looked up. */
const often_named: readonly TableName[] = ['stores', 'products', 'campaigns']

async function unknownReferences(
  table: SettledTable,
  context: FindingContext,
  buyers: Buyers | null,
): Promise<Finding[]> {
  const fields = canonicalTables[table.typed.mapped.table].fields
  const found: Finding[] = []
  for (const field of table.typed.fields) {
    const target = fields[field]!.references as TableName | undefined
    if (target === undefined) continue
    const members = membersOf(target, canonicalTables[target].key[0]!, context)
    if (members === null) continue
    const orphans = `orphans_${table.typed.mapped.table}_${field}`
    const each = `(select ${often_named.includes(target) ? 'distinct ' : ''}${field} as id from ${table.relation})`
    await context.database.run(`
      create or replace temp table ${orphans} as
      select distinct id from ${field === 'customer_id' && buyers ? buyers.relation : each} as row
      where id is not null and not exists (from ${members} as member where member.id = row.id)`)
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
async function beforeOthers(
  table: SettledTable,
  context: FindingContext,
  buyers: Buyers | null,
): Promise<Finding[]> {
  const { table: name } = table.typed.mapped
  if (buyers !== null) {
    const customers = membersOf('customers', 'customer_id', context, ['joined_on'])
    if (customers === null) return []
    const { relation, day } = buyers
    await context.database.run(`
      create or replace temp table early_buyers_of_purchases as
      select customer.id, max(customer.joined_on) as joined_on from ${customers} as customer
      join ${relation} as buyer on buyer.id = customer.id and buyer.first_day < customer.joined_on
      group by customer.id`)
    return [
      await find(table, context, {
        code: 'before_joining',
        field: 'ordered_at',
        params: {},
        join: 'join early_buyers_of_purchases as early on early.id = row.customer_id',
        when: `${day} < early.joined_on`,
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
