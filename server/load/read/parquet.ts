import { symlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { damagedFile } from './open-bytes.ts'
import { identifier, literal, mayBeUntrimmed, trimmedText, type WorkDatabase } from './work-database.ts'

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

/** A column of a Parquet file and its DuckDB type. */
export type ParquetColumn = ParquetFile['columns'][number]

/**
 * Reads every value once, so that damage shows before anything is built on it: texts by looking at their ends. Returns the rows found, and the columns
 * of text in which nothing is to be trimmed.
 */
export async function readThrough(
  database: WorkDatabase,
  path: string,
  { columns, relation }: ParquetFile,
): Promise<{ rows: number; trimmed: ReadonlySet<ParquetColumn> }> {
  const texts = columns.filter(({ type }) => type === 'VARCHAR')
  // Conditions on nulls take twice as long.
  const untrimmed = texts.map(
    ({ name }, index) =>
      `coalesce(bool_or(${mayBeUntrimmed(`coalesce(${identifier(name)}, '-')`)}), false) as untrimmed_${index}`,
  )
  const others = columns.filter((column) => !texts.includes(column)).map(({ name }) => identifier(name))
  const content = others.length > 0 ? [`bit_xor(hash(${others.join(', ')})) as content`] : []
  try {
    const [found] = await database.rows<{ n: number } & Record<string, unknown>>(
      `select ${['count(*) as n', ...content, ...untrimmed].join(', ')} from ${relation}`,
    )
    const trimmed = texts.filter((_, index) => found![`untrimmed_${index}`] === false)
    return { rows: found!.n, trimmed: new Set(trimmed) }
  } catch (error) {
    throw asDamage(path, error)
  }
}

/** Whether a column holds whole numbers, or decimals as exact as money is kept. */
export const isExactNumber = ({ type }: ParquetColumn): boolean =>
  /^(U?(TINY|SMALL|BIG)?INT(EGER)?|DECIMAL\(\d+,[0-4]\))$/.test(type)

const bare = /^(U?(TINY|SMALL|BIG|HUGE)?(INT|INTEGER)|DECIMAL.*|DATE|TIMESTAMP|BOOLEAN)$/

/** A column as text, the way a delimited file would hold it: whole numbers without `.0`, and no blanks around it. */
export function parquetText({ name, type }: ParquetColumn, trimmed = false): string {
  const column = identifier(name)
  const text = type === 'VARCHAR' ? column : `cast(${column} as varchar)`
  if (type === 'DOUBLE' || type === 'FLOAT')
    return `case when ${column} = floor(${column}) and abs(${column}) < 1e15 then cast(cast(${column} as bigint) as varchar) else ${text} end`
  return trimmed || bare.test(type) ? text : trimmedText(text)
}

/** What DuckDB cannot read is damaged, unless it had no memory or disk for it, or was told to stop. */
const asDamage = (path: string, error: unknown) =>
  /^(Out of Memory|INTERRUPT|IO Error: .*No space left)/.test((error as Error).message)
    ? error
    : damagedFile(path, 'parquet', error)
