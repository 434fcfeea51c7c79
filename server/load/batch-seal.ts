import {
  BLOB,
  blobValue,
  DuckDBScalarFunction,
  VARCHAR,
  type DuckDBConnection,
  type DuckDBDataChunk,
  type DuckDBVector,
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
  connection.registerScalarFunction(sealFunction(keys))
  const described = await rowsFrom<{ column_name: string }>(
    connection,
    `describe select * exclude (customer_id) from read_parquet(${quoted(from)})`,
  )
  const fields = described.map(({ column_name }) => `"${column_name}": "${column_name}"`)
  await connection.run(`copy (
    select customer_id, reg_seal(customer_id, cast(to_json({${fields.join(', ')}}) as varchar)) as sealed
      from read_parquet(${quoted(from)})
     order by customer_id
  ) to ${quoted(to)} (format parquet, compression zstd)`)
}

function sealFunction(keys: IdentityKeys): DuckDBScalarFunction {
  return DuckDBScalarFunction.create({
    name: 'reg_seal',
    parameterTypes: [VARCHAR, VARCHAR],
    returnType: BLOB,
    volatile: true,
    mainFunction: (_, input: DuckDBDataChunk, output: DuckDBVector) => {
      const customers = input.getColumnVector(0)
      const texts = input.getColumnVector(1)
      for (let row = 0; row < input.rowCount; row += 1) {
        const sealed = seal(keys, String(customers.getItem(row)), String(texts.getItem(row)))
        output.setItem(row, blobValue(sealed))
      }
      output.flush()
    },
  })
}
