import { symlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { damagedFile } from './open-bytes.ts'
import { identifier, literal, trimmedText, type WorkDatabase } from './work-database.ts'

/** A Parquet file as DuckDB sees it. */
export interface ParquetFile {
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  readonly rows: number
  /** `read_parquet(…)` of the file under a name of our own: its real name could be taken for a pattern. */
  readonly relation: string
}

/** Reads a Parquet file's own description. Throws `damaged_file`. */
export async function openParquet(
  database: WorkDatabase,
  path: string,
  dir: string,
  name: string,
): Promise<ParquetFile> {
  const link = join(dir, `${name}.in.parquet`)
  await symlink(resolve(path), link)
  try {
    const columns = await database.rows<{ column_name: string; column_type: string }>(
      `describe select * from read_parquet(${literal(link)})`,
    )
    const [count] = await database.rows<{ n: number }>(
      `select num_rows as n from parquet_file_metadata(${literal(link)})`,
    )
    return {
      columns: columns.map(({ column_name, column_type }) => ({ name: column_name, type: column_type })),
      rows: count!.n,
      relation: `read_parquet(${literal(link)}, file_row_number = true)`,
    }
  } catch (error) {
    throw asDamage(path, error)
  }
}

/** Reads every value once, so that damage shows before anything is built on it. Returns the rows found. */
export async function readThrough(database: WorkDatabase, path: string, file: ParquetFile): Promise<number> {
  const values = file.columns.map(({ name }) => `hash(${identifier(name)})`)
  try {
    const [found] = await database.rows<{ n: number }>(
      `select count(*) as n, bit_xor(hash([${values.join(', ')}])) as content from ${file.relation}`,
    )
    return found!.n
  } catch (error) {
    throw asDamage(path, error)
  }
}

/** A column as text, the way a delimited file would hold it: whole numbers without `.0`. */
export function parquetText({ name, type }: { name: string; type: string }): string {
  const column = identifier(name)
  if (type === 'DOUBLE' || type === 'FLOAT')
    return `case when ${column} = floor(${column}) and abs(${column}) < 1e15 then cast(cast(${column} as bigint) as varchar) else cast(${column} as varchar) end`
  return trimmedText(`cast(${column} as varchar)`)
}

/** What DuckDB cannot read is damaged, unless it had no memory or disk for it, or was told to stop. */
const asDamage = (path: string, error: unknown) =>
  /^(Out of Memory|INTERRUPT|IO Error: .*No space left)/.test((error as Error).message)
    ? error
    : damagedFile(path, 'parquet', error)
