import { readFileSync } from 'node:fs'
import { DuckDBInstance } from '@duckdb/node-api'
import { tableNames } from '../../queries/tables.ts'
import { batchSet } from '../../server/load/batch-set.ts'
import { quoted } from '../../server/load/views-sql.ts'
import { attachViews } from '../../server/load/views.ts'
import { currentSnapshot, listBatches } from '../../server/state/ledger.ts'
import { openState } from '../../server/state/state.ts'

const time_zone = 'Asia/Shanghai'

/** Days of the base tables, worked out beforehand: converting zones at each question would be slow. */
const days: Readonly<Record<string, string>> = {
  purchases: ', reg_day(ordered_at) as day',
  surveys: ', reg_day(answered_at) as answered_on, reg_day(invited_at) as invited_on',
  complaints: ', reg_day(received_at) as received_on',
}

/**
 * Writes a database with the chain's tables as a careful analyst would have them for a dashboard over plain SQL: one
 * table for each canonical one, typed, in the order of the batches, local days beside the instants, a calendar, and the
 * value group of each customer ready in `customer_segments`. It opens as a snapshot does. Returns the snapshot's path.
 */
export async function writeBaseTables(data_dir: string, file: string): Promise<string> {
  const state = openState(data_dir)
  const [set, snapshot] = [batchSet(listBatches(state)), currentSnapshot(state)!]
  state.close()
  const instance = await DuckDBInstance.create(file)
  const connection = await instance.connect()
  try {
    for (const statement of macros()) await connection.run(statement)
    await attachViews(connection, set, 'loaded_')
    for (const table of tableNames)
      await connection.run(`create table ${table} as select *${days[table] ?? ''} from loaded_${table}`)
    await connection.run(`attach ${quoted(snapshot.path)} as marts (read_only)`)
    await connection.run('create table calendar as select day from marts.calendar')
    await connection.run('create table snapshot_meta as select * from marts.snapshot_meta')
    await connection.run(
      `create table customer_segments as
       select customer_id, segment from marts.customer_value join marts.customer_key using (customer_key)`,
    )
    await connection.run('detach marts')
    await connection.run('checkpoint')
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
  return snapshot.path
}

function macros(): string[] {
  const text = readFileSync(new URL('../../queries/model/macros.duckdb.sql', import.meta.url), 'utf8')
  return text
    .replaceAll('{{time_zone}}', time_zone)
    .split(/;\s*\n/)
    .filter((statement) => /^\s*create/im.test(statement))
}
