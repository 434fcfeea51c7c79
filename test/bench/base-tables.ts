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
  complaint_events: ', reg_day("at") as day',
  service_contacts: ', reg_day("at") as contacted_on, reg_day(first_response_at) as responded_on',
  points: ', reg_day("at") as day',
  consents: ', reg_day("at") as day',
  campaign_contacts: ', reg_day(contacted_at) as contacted_on',
}

/**
 * What an analyst is given ready: the calendar, the first and last day and the margin rate of the chain, the value group and
 * the number of each customer, the group of each survey that is drawn again, and what only fitting tells: the models and what they expect of each customer.
 */
export const given: Readonly<Record<string, string>> = {
  calendar: 'select day, is_working, holiday, next_working_day from marts.calendar',
  chain: 'select first_day, last_day, margin_rate from marts.data_span',
  snapshot_meta: 'select * from marts.snapshot_meta',
  customer_segments: `select customer_id, segment from marts.customer_value join marts.customer_key using (customer_key)`,
  customer_numbers: 'select customer_id, customer_key as number from marts.customer_key',
  survey_groups: 'select survey_id, resample_group from marts.survey_response',
  model_fit: 'select * from marts.model_fit',
  leaving_chance: 'select * from marts.leaving_chance',
  back_test: 'select * from marts.back_test',
  prediction_basis: 'select * from marts.prediction_basis',
  prediction: `select customer_id, outlook.*, spend_factor * spend_scale as expected_spend,
      discounted_purchases * spend_factor * spend_scale as expected_sales, expected_sales * rate as clv,
      spend_low * spend_scale * rate as clv_low, spend_high * spend_scale * rate as clv_high
    from marts.buyer join marts.customer_key using (customer_key) join marts.purchase_outlook as outlook using (outlook_key)
    cross join (select coalesce(margin_rate, 1) as rate from marts.data_span)`,
}

/**
 * Writes a database with the chain's tables as a careful analyst would have them for a dashboard over plain SQL: one
 * table for each canonical one, typed, in the order of the batches, local days beside the instants, and the tables that
 * are given. It opens as a snapshot does. Returns the snapshot's path.
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
    for (const [table, select] of Object.entries(given))
      await connection.run(`create table ${table} as ${select}`)
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
