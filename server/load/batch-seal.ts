import { BLOB, blobValue, DuckDBDataChunk, VARCHAR, type DuckDBConnection } from '@duckdb/node-api'
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
  const clear = await connection.run(
    `select customer_id, cast(to_json({${fields.join(', ')}}) as varchar) from read_parquet(${quoted(from)})`,
  )
  const appender = await connection.createAppender('identity', 'main', 'temp')
  for (let nth = 0; nth < clear.chunkCount; nth += 1)
    appender.appendDataChunk(sealed(clear.getChunk(nth), keys))
  appender.closeSync()
  await connection.run(
    `copy (from identity order by customer_id) to ${quoted(to)} (format parquet, compression zstd)`,
  )
  await connection.run('drop table identity')
}

/** A function that DuckDB calls for each row would take twice as long. */
function sealed(clear: DuckDBDataChunk, keys: IdentityKeys): DuckDBDataChunk {
  const [customers, texts] = [0, 1].map((column) => clear.getColumnValues(column) as string[])
  const chunk = DuckDBDataChunk.create([VARCHAR, BLOB], clear.rowCount)
  chunk.setColumns([customers!, texts!.map((text, nth) => blobValue(seal(keys, customers![nth]!, text)))])
  return chunk
}
