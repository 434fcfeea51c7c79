import type { DuckDBConnection } from '@duckdb/node-api'
import { ProductError } from '../errors.ts'
import type { BuildReport } from '../state/ledger.ts'
import type { BatchSet } from './batch-set.ts'
import type { Model } from './build-model.ts'
import { rowsWithin, stretches } from './build-months.ts'
import { rowsFrom } from './process-duckdb.ts'
import { visibleRows } from './views.ts'

/** What was built and from what. */
export interface Totals {
  readonly model: Model
  readonly set: BatchSet
  readonly months: readonly string[]
  readonly tables: BuildReport['tables']
  readonly time_zone: string
}

/**
 * Compares the months that were built with the purchase lines in the batches: number of lines and their net amount,
 * cancelled orders left out of both. Throws `snapshot_wrong`. A model without `sale_day` has nothing to compare.
 */
export async function checkTotals(connection: DuckDBConnection, totals: Totals): Promise<void> {
  const { model, set, months, time_zone } = totals
  if (months.length === 0 || !model.marts.some(({ name }) => name === 'sale_day')) return
  const within = await stretches(connection, months, time_zone)
  const days = within.map(({ from, before }) => `(day >= date '${from}' and day < date '${before}')`)
  const [found] = await rowsFrom<Record<'lines' | 'built_lines' | 'net' | 'built_net', string>>(
    connection,
    `with line as (
       select net_amount from (${rowsWithin('purchases', set, within)})
        where order_id not in (
          select order_id from (${visibleRows('purchases', set)}) where kind = 'cancel')
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
    throw new ProductError('snapshot_wrong', {
      what: `sale_day: ${built_lines} lines, ${built_net}; batches: ${lines} lines, ${net}`,
    })
}
