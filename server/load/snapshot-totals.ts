import type { DuckDBConnection } from '@duckdb/node-api'
import { tableNames, type TableName } from '../../queries/tables.ts'
import { ProductError } from '../errors.ts'
import type { BuildReport } from '../state/ledger.ts'
import type { BatchSet } from './batch-set.ts'
import type { Model } from './build-model.ts'
import { rowsWithin, stretches } from './build-months.ts'
import { rowsFrom } from './process-duckdb.ts'
import type { Change } from './build-touched.ts'
import { holding, rowsOf, visibleRows } from './views.ts'

/** What was built and from what. */
export interface Totals {
  readonly model: Model
  readonly set: BatchSet
  /** Absent: everything was built from nothing. */
  readonly change?: Change
  readonly months: readonly string[]
  readonly tables: BuildReport['tables']
  readonly time_zone: string
}

/**
 * Compares a built snapshot with the batches. Rows: what the profile marts counted against the visible rows that follow
 * from the ledger. Sums: number and net amount of the purchase lines of the months that were built, cancelled orders left
 * out of both. Throws `snapshot_wrong`. A model without these marts has nothing to compare.
 */
export async function checkTotals(connection: DuckDBConnection, totals: Totals): Promise<void> {
  const has = (mart: string) => totals.model.marts.some(({ name }) => name === mart)
  if (has('table_profile') && has('table_profile_month')) await checkRows(connection, totals)
  if (has('sale_day') && totals.months.length > 0)
    await checkSales(connection, totals, has('cancelled_order') ? knownCancelled(totals) : null)
}

async function checkRows(connection: DuckDBConnection, { tables }: Totals): Promise<void> {
  const counted = await rowsFrom<{ name: TableName; n: number }>(
    connection,
    `select table_name as name, cast(sum(row_count) as bigint) as n
       from (select table_name, row_count from main.table_profile
             union all select table_name, row_count from main.table_profile_month)
      group by all`,
  )
  const built = new Map(counted.map(({ name, n }) => [name, n]))
  for (const table of tableNames) {
    const [in_snapshot, in_batches] = [built.get(table) ?? 0, tables[table] ?? 0]
    if (in_snapshot !== in_batches) throw wrong(`${table}: ${in_snapshot} rows; batches: ${in_batches}`)
  }
}

/** The orders cancelled before a change that only adds, and those that it cancels; null where all must be read again. */
function knownCancelled({ change }: Totals): string | null {
  if (!change || change.removed.length > 0) return null
  const added = change.added.filter(({ manifest }) => manifest.tables.purchases)
  if (added.some(({ manifest }) => manifest.tables.purchases!.corrected > 0)) return null
  const batches = holding('purchases', added)
  const before = 'select order_id from main.cancelled_order'
  return batches.length === 0 ? before : `${before} union all ${cancelled(rowsOf('purchases', batches))}`
}

const cancelled = (purchases: string) => `select order_id from (${purchases}) where kind = 'cancel'`

async function checkSales(
  connection: DuckDBConnection,
  { set, months, time_zone }: Totals,
  known: string | null,
): Promise<void> {
  const within = await stretches(connection, months, time_zone)
  const days = within.map(({ from, before }) => `(day >= date '${from}' and day < date '${before}')`)
  const [found] = await rowsFrom<Record<'lines' | 'built_lines' | 'net' | 'built_net', string>>(
    connection,
    `with line as (
       select net_amount from (${rowsWithin('purchases', set, within)})
        where order_id not in (${known ?? cancelled(visibleRows('purchases', set))})
     ),
     read as (select count(*) as lines, coalesce(sum(net_amount), 0) as net from line),
     built as (
       select coalesce(sum(lines), 0) as built_lines, coalesce(sum(net_amount), 0) as built_net
         from main.sale_day where ${days.join(' or ')}
     )
     select columns(*)::varchar from read, built`,
  )
  const { lines, built_lines, net, built_net } = found!
  if (lines !== built_lines || Number(net) !== Number(built_net))
    throw wrong(`sale_day: ${built_lines} lines, ${built_net}; batches: ${lines} lines, ${net}`)
}

const wrong = (what: string) => new ProductError('snapshot_wrong', { what })
