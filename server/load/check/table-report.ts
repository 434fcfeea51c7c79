import { canonicalTables } from '../../../queries/tables.ts'
import { literal, type WorkDatabase } from '../read/work-database.ts'
import type { Comparison } from './compare.ts'
import { rowsIn } from './by-month.ts'
import { localTime } from './findings.ts'
import { isPersonal, personalFields } from './identity.ts'
import type { Finding, TableReport } from '../../../queries/loading/report.ts'
import { scaleReports } from './scale-reports.ts'
import type { SettledTable } from './settled-table.ts'
import type { AcceptedRows } from './write-accepted.ts'

/** Everything a check found out about one table. */
export interface TableOutcome {
  readonly settled: SettledTable
  readonly comparison: Comparison
  readonly accepted: AcceptedRows
  readonly reasons: readonly Finding[]
  readonly findings: readonly Finding[]
}

/** Sums up one table. Throws when its rows do not add up: that would be a fault of ours. */
export async function reportTable(
  database: WorkDatabase,
  { settled, comparison, accepted, reasons, findings }: TableOutcome,
  time_zone: string,
): Promise<TableReport> {
  const { mapped, notes } = settled.typed
  const rows_in = mapped.rows + mapped.unreadable
  const rejected = settled.rejected + mapped.unreadable
  const { unchanged, corrected } = comparison
  const { duplicates } = settled
  if (rows_in !== accepted.rows + rejected + duplicates + unchanged)
    throw new Error(
      `${mapped.table}: ${rows_in} rows in, ${accepted.rows} accepted, ${rejected} rejected, ${duplicates} duplicate, ${unchanged} unchanged`,
    )
  const scales = await scaleReports(database, settled)
  return {
    table: mapped.table,
    rows_in,
    accepted: accepted.rows,
    rejected,
    duplicates,
    unchanged,
    new: accepted.rows - corrected,
    corrected,
    ...(await period(database, settled, time_zone)),
    ...(await totals(database, settled, accepted)),
    reasons,
    findings,
    notes: [...notes, ...settled.notes],
    ...(scales.length > 0 && { scales }),
  }
}

async function period(database: WorkDatabase, settled: SettledTable, time_zone: string) {
  const { happened, fields } = canonicalTables[settled.typed.mapped.table]
  if (happened === null || !settled.typed.fields.includes(happened)) return { from: null, to: null }
  const instant = fields[happened]!.type === 'instant'
  const time = instant ? await localTime(settled, happened, { database, time_zone }) : happened
  const [row] = await database.rows<{ first: string | null; last: string | null }>(
    `select cast(cast(min(${time}) as date) as varchar) as first, cast(cast(max(${time}) as date) as varchar) as last
     from ${settled.relation}`,
  )
  return { from: row!.first, to: row!.last }
}

/** Values that are there are counted by what the files of these rows say of themselves: DuckDB has written them. */
async function totals(database: WorkDatabase, { typed }: SettledTable, { paths, rows }: AcceptedRows) {
  if (paths.length === 0) return { sums: {}, filled: {} }
  const { table } = typed.mapped
  const fields = Object.entries(canonicalTables[table].fields)
  const amounts = fields.filter(([field, { type }]) => type === 'amount' && typed.fields.includes(field))
  const sums = amounts.map(([field]) => `cast(coalesce(sum("${field}"), 0) as varchar) as "sum_${field}"`)
  const flags = personalFields(table).map((field) => `count_if("has_${field}") as "filled_${field}"`)
  const [row] = await database.rows<Record<string, string | number>>(
    `select ${[...sums, ...flags, 'count(*) as n'].join(', ')} from ${rowsIn(paths)}`,
  )
  const nulls = await database.rows<{ field: string; rows: number }>(
    `select path_in_schema as field, sum(stats_null_count)::bigint as rows
       from parquet_metadata([${paths.map(literal).join(', ')}]) group by all`,
  )
  const empty = new Map(nulls.map((column) => [column.field, column.rows]))
  const filled = (field: string) =>
    isPersonal(table, field) ? Number(row![`filled_${field}`]) : rows - empty.get(field)!
  return {
    sums: Object.fromEntries(amounts.map(([field]) => [field, String(row![`sum_${field}`])])),
    filled: Object.fromEntries(fields.map(([field]) => [field, filled(field)])),
  }
}
