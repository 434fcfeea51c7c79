import type { DuckDBConnection } from '@duckdb/node-api'
import { canonicalTables, tableNames, type TableName } from '../../queries/tables.ts'
import type { BatchSet, Registration } from './batch-set.ts'
import { eventTables, localDay } from './build-months.ts'
import { rowsFrom } from './process-duckdb.ts'
import { batchFile, rowsOf, visibleRows } from './views.ts'
import { quoted } from './views-sql.ts'

/** What differs between two sets of batches. */
export interface Change {
  readonly before: BatchSet
  readonly after: BatchSet
  readonly added: readonly Registration[]
  readonly removed: readonly Registration[]
}

/** The change from one set to another. */
export function changeBetween(before: BatchSet, after: BatchSet): Change {
  const without = (some: BatchSet, others: BatchSet) =>
    some.active.filter(({ seq }) => !others.active.some((other) => other.seq === seq))
  return { before, after, added: without(after, before), removed: without(before, after) }
}

/** The tables in which a change adds, corrects or hides rows, or shows them again. */
export function changedTables({ added, removed }: Change): TableName[] {
  return tableNames.filter((table) => [...added, ...removed].some(({ manifest }) => manifest.tables[table]))
}

/**
 * Finds the partitions that a change touches: returns the months (`YYYY-MM`, in order) and leaves the customers in the
 * temporary table `touched_customer (customer_id)`; and in `touched_order (order_id)`, `touched_survey (survey_id)` and
 * `touched_complaint (complaint_id)` those that changed rows name. A row touches the month it happened in and every customer it names.
 * So do rows of other tables that depend on it: those that refer to a changed store, product or campaign, the row that
 * a changed row refers to, the other lines of an order that was returned or cancelled, and what a customer did under
 * a changed grade.
 */
export async function findTouched(
  connection: DuckDBConnection,
  change: Change,
  time_zone: string,
): Promise<string[]> {
  await connection.run('create or replace temp table touched_month (month date)')
  await connection.run('create or replace temp table touched_customer (customer_id varchar)')
  for (const { name, field } of named)
    await connection.run(`create or replace temp table ${name} (${field} varchar)`)
  const changed = tableNames.filter((table) => changedRows(table, change) !== null)
  for (const table of changed) {
    await connection.run(`create or replace temp table changed_${table} as ${changedRows(table, change)}`)
    await touch(connection, table, `select * from changed_${table}`, time_zone)
    for (const { name, field, tables } of named)
      if (tables.includes(table))
        await connection.run(`insert into ${name} select distinct ${field} from changed_${table}`)
  }
  for (const { table, rows } of dependants(changed, change, time_zone))
    await touch(connection, table, rows, time_zone)
  const months = await rowsFrom<{ month: string }>(
    connection,
    "select distinct strftime(month, '%Y-%m') as month from touched_month where month is not null order by all",
  )
  await connection.run(
    'create or replace temp table touched_customer as select distinct customer_id from touched_customer where customer_id is not null',
  )
  for (const table of changed) await connection.run(`drop table changed_${table}`)
  return months.map(({ month }) => month)
}

/** Rows that came, went, or were hidden or shown again by a correction; null when the table is as it was. */
function changedRows(table: TableName, { before, after, added, removed }: Change): string | null {
  const touching = [...added, ...removed].filter(({ manifest }) => manifest.tables[table])
  if (touching.length === 0) return null
  const own = touching.filter(({ manifest }) => manifest.tables[table]!.rows > 0)
  const hidden = (batches: readonly Registration[], set: BatchSet) =>
    batches
      .filter(({ manifest }) => (manifest.tables[table]?.corrected ?? 0) > 0)
      .map((batch) => rowsWithKeys(table, set, batchFile(batch, table, 'supersedes')))
  const leaned = removed
    .filter(({ manifest }) => Object.keys(manifest.tables[table]?.confirmed ?? {}).length > 0)
    .map((batch) => rowsWithKeys(table, before, batchFile(batch, table, 'confirms')))
  const selects = [
    ...(own.length > 0 ? [rowsOf(table, own)] : []),
    ...hidden(added, before),
    ...hidden(removed, after),
    ...leaned,
  ]
  return selects.length === 0 ? null : selects.join('\nunion all\n')
}

function rowsWithKeys(table: TableName, set: BatchSet, file: string): string {
  const key = canonicalTables[table].key.map((field) => `keys."${field}" = visible."${field}"`).join(' and ')
  return `select * from (${visibleRows(table, set)}) as visible
   where exists (select 1 from read_parquet(${quoted(file)}) as keys where ${key})`
}

async function touch(
  connection: DuckDBConnection,
  table: TableName,
  rows: string,
  time_zone: string,
): Promise<void> {
  const month = eventTables.includes(table)
    ? `date_trunc('month', ${localDay(table, time_zone)})`
    : 'cast(null as date)'
  const customers = customerFields(table)
  const selected = [`${month} as month`, ...customers.map((field) => `"${field}"`)]
  await connection.run(
    `create or replace temp table touched as select distinct ${selected.join(', ')} from (${rows})`,
  )
  await connection.run('insert into touched_month select distinct month from touched')
  for (const field of customers)
    await connection.run(`insert into touched_customer select distinct "${field}" from touched`)
}

/** Fields that name a customer. */
function customerFields(table: TableName): string[] {
  const own = table === 'customers' ? ['customer_id'] : []
  return [...own, ...referring(table, 'customers')]
}

/** What changed rows name, beside customers, that marts are kept up by: temporary tables, and the tables that fill them. */
const named: readonly { name: string; field: string; tables: readonly TableName[] }[] = [
  { name: 'touched_order', field: 'order_id', tables: ['purchases'] },
  { name: 'touched_survey', field: 'survey_id', tables: ['surveys', 'survey_items'] },
  { name: 'touched_complaint', field: 'complaint_id', tables: ['complaints', 'complaint_events'] },
]

function referring(table: TableName, to: TableName): string[] {
  const fields = Object.entries(canonicalTables[table].fields)
  return fields.filter(([, field]) => field.references === to).map(([name]) => name)
}

function dependants(
  changed: readonly TableName[],
  { before, after }: Change,
  time_zone: string,
): { table: TableName; rows: string }[] {
  const down = changed
    .filter((to) => to !== 'customers')
    .flatMap((to) =>
      tableNames.flatMap((table) =>
        referring(table, to).map((field) => ({
          table,
          rows: rowsWhere(table, after, field, `select "${keyField(to)}" from changed_${to}`),
        })),
      ),
    )
  const up = changed.flatMap((from) =>
    eventTables.flatMap((table) =>
      referring(from, table).map((field) => ({
        table,
        rows: rowsWhere(table, after, keyField(table), `select "${field}" from changed_${from}`),
      })),
    ),
  )
  const orders = changed.includes('purchases')
    ? [before, after].map((set) => ({
        table: 'purchases' as const,
        rows: rowsWhere(
          'purchases',
          set,
          'order_id',
          "select order_id from changed_purchases where kind <> 'sale'",
        ),
      }))
    : []
  return [...down, ...up, ...orders, ...(changed.includes('grades') ? underGrades(after, time_zone) : [])]
}

function underGrades(set: BatchSet, time_zone: string): { table: TableName; rows: string }[] {
  return eventTables
    .filter((table) => table !== 'grades' && customerFields(table).includes('customer_id'))
    .map((table) => ({
      table,
      rows: `select event.* from (${visibleRows(table, set)}) as event
        join (select customer_id, min(effective_on) as since from changed_grades group by all) as grade
          using (customer_id)
       where ${localDay(table, time_zone)} >= since`,
    }))
}

const rowsWhere = (table: TableName, set: BatchSet, field: string, among: string) =>
  `select * from (${visibleRows(table, set)}) where "${field}" in (${among})`

/** Tables that others refer to have a key of one field. */
const keyField = (table: TableName) => canonicalTables[table].key[0]!
