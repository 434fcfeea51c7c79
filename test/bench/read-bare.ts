import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { textList } from '../../server/load/views-sql.ts'

/**
 * The least a database must do to hold the files of a folder: `create table as select * from read_parquet` for each
 * kind of file. Arguments: the folder and the database to write. Prints the rows.
 */
const [folder, database] = process.argv.slice(2) as [string, string]
const instance = await DuckDBInstance.create(database)
const connection = await instance.connect()
const kinds = Map.groupBy(readdirSync(folder), (file) => basename(file, '.parquet').replace(/_\d{4}$/, ''))
let rows = 0n
for (const [kind, files] of kinds) {
  const paths = textList(files.map((file) => join(folder, file)))
  await connection.run(`create table "${kind}" as select * from read_parquet(${paths})`)
  const counted = await connection.runAndReadAll(`select count(*) from "${kind}"`)
  rows += counted.value(0, 0) as bigint
}
await connection.run('checkpoint')
connection.closeSync()
instance.closeSync()
process.stdout.write(String(rows))
