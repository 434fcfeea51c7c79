import { readdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { literal, type WorkDatabase } from '../read/work-database.ts'
import { batchOrder } from './batch-form.ts'

/** Forty years: a file that is closed for others to be written is not gone on with, and a month would lie in many small ones. */
const open_months = 500

/**
 * Writes purchases month by month into files `<path>-1.parquet` and so on, in order of the months, and returns them. However many
 * rows there are, nothing is sorted: each goes to the file of its month, and rows of no known month to the last. A month takes
 * about half a megabyte of memory until the end.
 */
export async function writeByMonth(database: WorkDatabase, select: string, path: string): Promise<string[]> {
  const dir = `${path}-months`
  await database.run(`set partitioned_write_max_open_files = ${open_months}`)
  await database.run(
    `copy (select *, ${batchOrder('purchases', [])} as _month from (${select})) to ${literal(dir)}
     (format parquet, codec zstd, row_group_size 122880, partition_by (_month))`,
  )
  const found = (await readdir(dir, { recursive: true })).filter((name) => name.endsWith('.parquet'))
  const in_order = found.toSorted((a, b) => monthOf(a) - monthOf(b) || (a < b ? -1 : 1))
  const files = in_order.map((_, nth) => `${path}-${nth + 1}.parquet`)
  for (const [nth, name] of in_order.entries()) await rename(join(dir, name), files[nth]!)
  return files
}

const monthOf = (name: string) => Number(/^_month=(-?\d+)/.exec(dirname(name))?.[1] ?? Infinity)

/** SQL: the rows of Parquet files. */
export const rowsIn = (files: readonly string[]) =>
  `read_parquet([${files.map(literal).join(', ')}], hive_partitioning = false)`
