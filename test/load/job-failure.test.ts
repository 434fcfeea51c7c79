import { DuckDBInstance } from '@duckdb/node-api'
import { expect, it } from 'vitest'
import { explainFailure } from '../../server/load/job-failure.ts'
import { emptyFolder } from './loaded-chain.ts'

it('a load that runs out of memory says so, not that the disk is full or a batch is damaged', async () => {
  const limits = { memory_limit: '12MiB', max_temp_directory_size: '0KiB', threads: '2' }
  const instance = await DuckDBInstance.create(':memory:', limits)
  const connection = await instance.connect()
  const greedy =
    'select max(r) from (select row_number() over (order by hash(range)) as r from range(3000000))'
  const error = await connection.run(greedy).catch((cause: unknown) => cause)
  connection.closeSync()
  instance.closeSync()
  expect(await explainFailure(error, emptyFolder())).toMatchObject({
    code: 'load_out_of_memory',
    status: 507,
    message: expect.stringContaining('LOAD_MEMORY'),
  })
})
