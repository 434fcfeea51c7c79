import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api'

const repeat_interrupt_ms = 20

/** A cell as JavaScript knows it; decimals, dates and timestamps come as text, whole numbers as numbers. */
export type Cell = string | number | boolean | null

/** DuckDB for the length of one check: in memory, spilling to a folder, ended by a signal. */
export interface WorkDatabase {
  readonly connection: DuckDBConnection
  /** Runs one statement; `values` are bound to `$1`, `$2` … Returns the rows changed. */
  run(sql: string, values?: readonly DuckDBValue[]): Promise<number>
  /** All rows of a query that is known to be short. */
  rows<Row = Record<string, Cell>>(sql: string, values?: readonly DuckDBValue[]): Promise<Row[]>
  close(): void
}

/** Opens it. `spill` is the folder DuckDB may write to when memory does not suffice. */
export async function openWorkDatabase(
  spill: string,
  options: Readonly<Record<string, string>> = {},
  signal?: AbortSignal,
): Promise<WorkDatabase> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: '2GB',
    preserve_insertion_order: 'false',
    autoload_known_extensions: 'false',
    autoinstall_known_extensions: 'false',
    ...options,
    temp_directory: spill,
  })
  const connection = await instance.connect()
  await connection.run("set timezone = 'UTC'")
  return new DuckDbWork(instance, connection, signal)
}

class DuckDbWork implements WorkDatabase {
  readonly connection: DuckDBConnection
  readonly #instance: DuckDBInstance
  readonly #signal: AbortSignal | undefined

  constructor(instance: DuckDBInstance, connection: DuckDBConnection, signal: AbortSignal | undefined) {
    this.#instance = instance
    this.connection = connection
    this.#signal = signal
  }

  async run(sql: string, values: readonly DuckDBValue[] = []): Promise<number> {
    const result = await this.#interruptible(() => this.connection.run(sql, [...values]))
    return result.rowsChanged
  }

  async rows<Row = Record<string, Cell>>(sql: string, values: readonly DuckDBValue[] = []): Promise<Row[]> {
    const reader = await this.#interruptible(() => this.connection.runAndReadAll(sql, [...values]))
    return reader.getRowObjectsJS().map((row) => toCells(row) as Row)
  }

  close(): void {
    this.connection.closeSync()
    this.#instance.closeSync()
  }

  /** An interrupt that arrives before the statement has started is lost, so it is repeated until the statement has ended. */
  async #interruptible<T>(work: () => Promise<T>): Promise<T> {
    const signal = this.#signal
    signal?.throwIfAborted()
    let repeat: NodeJS.Timeout | undefined
    const stop = () => {
      this.connection.interrupt()
      repeat = setInterval(() => this.connection.interrupt(), repeat_interrupt_ms)
    }
    signal?.addEventListener('abort', stop, { once: true })
    try {
      return await work()
    } catch (error) {
      signal?.throwIfAborted()
      throw error
    } finally {
      signal?.removeEventListener('abort', stop)
      clearInterval(repeat)
    }
  }
}

function toCells(row: Record<string, unknown>): Record<string, Cell> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, toCell(value)]))
}

function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (value instanceof Date) return value.toISOString()
  return String(value)
}

/** A text as an SQL literal. Only for names of files that this product made. */
export const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

/** A name as an SQL identifier. */
export const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`

const blanks = ["' '", 'chr(9)', 'chr(10)', 'chr(13)', 'chr(160)', 'chr(12288)', 'chr(65279)']

/** SQL: a text without the blanks around it; null when nothing is left. */
export const trimmedText = (text: string) => `nullif(trim(${text}, ${blanks.join(' || ')}), '')`

/** SQL: whether trimming may change a text; five times as fast as trimming it. True also of a text that begins beyond ASCII. */
export const mayBeUntrimmed = (text: string) =>
  `(${[`${text} < '!'`, `${text} > '~'`, ...blanks.map((blank) => `suffix(${text}, ${blank})`)].join(' or ')})`
