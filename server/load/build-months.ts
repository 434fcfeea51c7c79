import type { DuckDBConnection } from '@duckdb/node-api'
import { canonicalTables, tableNames, type TableName } from '../../queries/tables.ts'
import type { BatchTable } from '../state/ledger.ts'
import type { BatchSet, Registration } from './batch-set.ts'
import { rowsFrom } from './process-duckdb.ts'
import { filesOf, holding, visibleRows } from './views.ts'
import { quoted, textList } from './views-sql.ts'

/** A stretch of whole months in a zone: first day, and the first day after; the same as instants (UTC). */
export interface Stretch {
  readonly time_zone: string
  readonly from: string
  readonly before: string
  readonly from_instant: string
  readonly before_instant: string
}

/** Canonical tables whose rows happened at some time. */
export const eventTables: readonly TableName[] = tableNames.filter((name) => canonicalTables[name].happened)

/** SQL of the calendar day, in the chain's zone, on which a row of an event table happened; null when it has not. */
export function localDay(table: TableName, time_zone: string): string {
  const { happened, fields } = canonicalTables[table]
  if (fields[happened!]!.type !== 'instant') return `"${happened}"`
  return `cast(timezone(${quoted(time_zone)}, timezone('UTC', "${happened}")) as date)`
}

/** Months as `YYYY-MM` joined to the longest stretches without a gap, in order. */
export async function stretches(
  connection: DuckDBConnection,
  months: readonly string[],
  time_zone: string,
): Promise<Stretch[]> {
  const joined: { from: string; before: string }[] = []
  for (const month of months.toSorted()) {
    const last = joined.at(-1)
    if (last?.before === `${month}-01`) last.before = nextMonth(month)
    else joined.push({ from: `${month}-01`, before: nextMonth(month) })
  }
  const instant = (day: string) =>
    `cast(timezone('UTC', timezone(${quoted(time_zone)}, timestamp '${day}')) as varchar)`
  const selects = joined.map(
    ({ from, before }) =>
      `select ${quoted(time_zone)} as time_zone, '${from}' as "from", '${before}' as before, ${instant(from)} as from_instant, ${instant(before)} as before_instant`,
  )
  return selects.length === 0 ? [] : rowsFrom<Stretch>(connection, selects.join(' union all '))
}

/**
 * The visible rows of an event table that happened within the stretches. One select per stretch: row groups of the
 * Parquet files are skipped by a range but not by several ranges at once. Batches without a row there are not opened.
 */
export function rowsWithin(table: TableName, set: BatchSet, within: readonly Stretch[]): string {
  const { happened, fields } = canonicalTables[table]
  const instant = fields[happened!]!.type === 'instant'
  const selects = within.map((stretch) => {
    const { from, before } = instant
      ? { from: stretch.from_instant, before: stretch.before_instant }
      : stretch
    const type = instant ? 'timestamp' : 'date'
    const rows = visibleRows(table, set, (batch) => mayHold(batch, table, stretch))
    return `select * from (${rows}) where "${happened}" >= ${type} '${from}' and "${happened}" < ${type} '${before}'`
  })
  return selects.length > 0 ? selects.join('\nunion all\n') : visibleRows(table, { active: [], leaned: [] })
}

/** Purchase lines that are built into `month` marts at a time, so that memory does not grow with the years. */
const linesAtATime = 5_000_000

/**
 * Every month in which something may have happened, in order, in groups of about as many purchase lines. Batches are sorted by
 * month: a group of rows counts for the month it begins with.
 */
export async function monthGroups(connection: DuckDBConnection, set: BatchSet): Promise<string[][]> {
  const months = monthsOf(set)
  const lines = [...set.active, ...set.leaned].reduce(
    (sum, { manifest }) => sum + (manifest.tables.purchases?.rows ?? 0),
    0,
  )
  if (lines <= linesAtATime) return months.length > 0 ? [months] : []
  const batches = holding('purchases', [...set.active, ...set.leaned])
  const counts = await rowsFrom<{ month: string; n: number }>(
    connection,
    `select left(stats_min_value, 7) as month, cast(sum(row_group_num_rows) as bigint) as n
       from parquet_metadata(${textList(filesOf('purchases', batches))})
      where path_in_schema = 'ordered_at' group by all`,
  )
  const weight = new Map(counts.map(({ month, n }) => [month, n]))
  const grouped: string[][] = []
  let room = 0
  for (const month of months) {
    const need = weight.get(month) ?? 0
    if (grouped.length > 0 && need <= room) grouped.at(-1)!.push(month)
    else grouped.push([month])
    room = (grouped.at(-1)!.length === 1 ? linesAtATime : room) - need
  }
  return grouped
}

function monthsOf({ active, leaned }: BatchSet): string[] {
  const spans = [...active, ...leaned].flatMap(({ manifest }) =>
    eventTables.map((table) => spanOf(manifest.tables[table])).filter((span) => span !== null),
  )
  if (spans.length === 0) return []
  const last = spans
    .map(({ to }) => to)
    .reduce((a, b) => (a > b ? a : b))
    .slice(0, 7)
  let month = spans
    .map(({ from }) => from)
    .reduce((a, b) => (a < b ? a : b))
    .slice(0, 7)
  const months = [month]
  while (month < last) months.push((month = nextMonth(month).slice(0, 7)))
  return months
}

/** Days in the zone of today may differ by one from those in the zone of the plan. */
function spanOf(rows: BatchTable | undefined, apart = 1): { from: string; to: string } | null {
  if (!rows?.from || !rows.to) return null
  return { from: dayAfter(rows.from, -apart), to: dayAfter(rows.to, apart) }
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}

function mayHold(
  { manifest }: Registration,
  table: TableName,
  { from, before, time_zone }: Stretch,
): boolean {
  const span = spanOf(manifest.tables[table], manifest.plan.time_zone === time_zone ? 0 : 1)
  return span !== null && span.from < before && span.to >= from
}

function nextMonth(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return `${number === 12 ? year! + 1 : year}-${String((number! % 12) + 1).padStart(2, '0')}-01`
}
