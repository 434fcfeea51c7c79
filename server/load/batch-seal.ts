import { setImmediate } from 'node:timers/promises'
import {
  BLOB,
  blobValue,
  DuckDBDataChunk,
  VARCHAR,
  type DuckDBAppender,
  type DuckDBConnection,
} from '@duckdb/node-api'
import { seal, type IdentityKeys } from '../state/identity.ts'
import { rowsFrom } from './process-duckdb.ts'
import { quoted } from './views-sql.ts'

/** Writes the identities that a check left in clear as `customer_id, sealed`: the JSON of the personal fields, sealed. */
export async function sealIdentities(
  connection: DuckDBConnection,
  from: string,
  to: string,
  keys: IdentityKeys,
): Promise<void> {
  const described = await rowsFrom<{ column_name: string }>(
    connection,
    `describe select * exclude (customer_id) from read_parquet(${quoted(from)})`,
  )
  const fields = described.map(({ column_name }) => `"${column_name}": "${column_name}"`)
  await connection.run('create temp table identity (customer_id varchar, sealed blob)')
  await connection.run(`create temp table clear as
    select customer_id, cast(to_json({${fields.join(', ')}}) as varchar) as text from read_parquet(${quoted(from)})`)
  const [found] = await rowsFrom<{ n: number }>(connection, 'select count(*) as n from clear')
  const appender = await connection.createAppender('identity', 'main', 'temp')
  for (let row = 0; row < found!.n; row += at_a_time) await sealRows(connection, appender, row, keys)
  appender.closeSync()
  await connection.run(
    `copy (from identity order by customer_id) to ${quoted(to)} (format parquet, compression zstd)`,
  )
  await connection.run('drop table clear; drop table identity')
}

/** So that neither memory grows with the customers nor anything else that this process does waits long. */
const at_a_time = 204_800

async function sealRows(
  connection: DuckDBConnection,
  appender: DuckDBAppender,
  first: number,
  keys: IdentityKeys,
): Promise<void> {
  const clear = await connection.run(
    `select customer_id, text from clear where rowid >= ${first} and rowid < ${first + at_a_time}`,
  )
  for (let nth = 0; nth < clear.chunkCount; nth += 1) {
    appender.appendDataChunk(sealed(clear.getChunk(nth), keys))
    await setImmediate()
  }
}

/** A function that DuckDB calls for each row would take twice as long. */
function sealed(clear: DuckDBDataChunk, keys: IdentityKeys): DuckDBDataChunk {
  const [customers, texts] = [0, 1].map((column) => clear.getColumnValues(column) as string[])
  const chunk = DuckDBDataChunk.create([VARCHAR, BLOB], clear.rowCount)
  chunk.setColumns([customers!, texts!.map((text, nth) => blobValue(seal(keys, customers![nth]!, text)))])
  return chunk
}
