import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { canonicalTables, tableNames, type TableName } from '../../queries/tables.ts'
import { batchSet } from '../../server/load/batch-set.ts'
import type { CheckReport, TableReport } from '../../queries/loading/report.ts'
import type { Session } from '../../server/load/job-session.ts'
import type { Plan } from '../../queries/loading/plan.ts'
import { rowsFrom, withDuckDb } from '../../server/load/process-duckdb.ts'
import { attachViews, batchColumns } from '../../server/load/views.ts'
import { quoted } from '../../server/load/views-sql.ts'
import { listBatches } from '../../server/state/ledger.ts'

export type Row = Readonly<Record<string, string | number | boolean | null>>
/** Rows of canonical tables; a field left out is null. Personal fields are text. */
export type Rows = Partial<Record<TableName, readonly Row[]>>

export const plan: Plan = { sources: [], tables: [], time_zone: 'Asia/Shanghai', max_reject_share: 0.05 }

/** Leaves rows in the work folder of a session as a check does that has accepted them, compared with what is loaded. */
export async function leaveChecked(
  session: Session,
  rows: Rows,
): Promise<{ id: string; report: CheckReport }> {
  const { work_dir, state } = session
  for (const part of ['accepted', 'supersedes', 'confirms']) mkdirSync(join(work_dir, part))
  const tables = await withDuckDb(':memory:', { work_dir }, async (connection) => {
    await attachViews(connection, batchSet(listBatches(state)), 'current_')
    const reports: TableReport[] = []
    for (const table of tableNames)
      if (rows[table]?.length) reports.push(await leaveTable(connection, work_dir, table, rows[table]))
    return reports
  })
  const id = createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 16)
  const report = { sources: [], tables, questions: [], reject_share: 0, max_reject_share: 1 }
  return { id, report: { ...report, verdict: 'ok', seconds: 0 } }
}

async function leaveTable(
  connection: DuckDBConnection,
  work_dir: string,
  table: TableName,
  rows: readonly Row[],
): Promise<TableReport> {
  const columns = batchColumns(table)
  const { key, happened, fields } = canonicalTables[table]
  const personal = Object.keys(fields).filter((name) => fields[name]!.personal)
  const value = (row: Row, name: string): Row[string] => {
    if (name === 'identity_digest') return JSON.stringify(personal.map((field) => row[field] ?? null))
    return name.startsWith('has_') ? row[name.slice(4)] != null : (row[name] ?? null)
  }
  const typed = Object.entries(columns).map(([name, type]) => `"${name}" ${type}`)
  await connection.run(`create table incoming (${typed.join(', ')}, nth integer)`)
  const written = rows.map((row, nth) => [...Object.keys(columns).map((name) => value(row, name)), nth])
  await connection.run(
    `insert into incoming values ${written.map((cells) => `(${cells.map(literal).join(', ')})`).join(', ')}`,
  )
  const same = Object.keys(columns).map((name) => `old."${name}" is not distinct from new."${name}"`)
  const on = key.map((name) => `old."${name}" = new."${name}"`).join(' and ')
  const keys = key.map((name) => `new."${name}"`).join(', ')
  await connection.run(`create table compared as
    select new.*, old.batch_seq as old_seq, old.batch_seq is not null and ${same.join(' and ')} as unchanged
      from (select * from incoming qualify row_number() over (partition by ${key.map((name) => `"${name}"`).join(', ')} order by nth desc) = 1) as new
      left join current_${table} as old on ${on}`)
  const to = (part: string) => `${quoted(join(work_dir, part, `${table}.parquet`))} (format parquet)`
  const order = happened ? `"${happened}",` : ''
  await connection.run(
    `copy (select * exclude (nth, old_seq, unchanged) from compared where not unchanged order by ${order} nth) to ${to('accepted')}`,
  )
  await connection.run(
    `copy (select ${keys} from compared as new where not unchanged and old_seq is not null) to ${to('supersedes')}`,
  )
  await connection.run(
    `copy (select ${keys}, old_seq as batch_seq from compared as new where unchanged) to ${to('confirms')}`,
  )
  if (personal.length > 0) {
    const kept = rows.map(
      (row) => `(${['customer_id', ...personal].map((name) => literal(row[name] ?? null)).join(', ')})`,
    )
    const names = ['customer_id', ...personal].map((name) => `"${name}"`).join(', ')
    await connection.run(
      `copy (select * from (values ${kept.join(', ')}) as identity (${names})) to ${quoted(join(work_dir, 'identities.parquet'))} (format parquet)`,
    )
  }
  const day = happened ? `"${happened}"` : 'cast(null as date)'
  const local =
    happened && fields[happened]!.type === 'instant'
      ? `timezone('Asia/Shanghai', timezone('UTC', ${day}))`
      : day
  const [counts] = await rowsFrom<{
    accepted: number
    unchanged: number
    corrected: number
    from: string
    to: string
  }>(
    connection,
    `select count(*) filter (not unchanged) as accepted, count(*) filter (unchanged) as unchanged,
            count(*) filter (not unchanged and old_seq is not null) as corrected,
            cast(cast(min(${local}) as date) as varchar) as "from", cast(cast(max(${local}) as date) as varchar) as "to"
       from compared`,
  )
  await connection.run('drop table incoming; drop table compared')
  const { accepted, unchanged, corrected } = counts!
  const duplicates = rows.length - accepted - unchanged
  return {
    table,
    rows_in: rows.length,
    rejected: 0,
    duplicates,
    new: accepted - corrected,
    ...counts!,
    sums: {},
    filled: {},
    reasons: [],
    findings: [],
    notes: [],
  }
}

const literal = (value: Row[string]) => (typeof value === 'string' ? `'${value}'` : String(value))
