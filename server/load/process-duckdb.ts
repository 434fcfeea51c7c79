import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { readLoadMemory } from '../config.ts'
import { duckdbBytes } from '../memory.ts'

/**
 * DuckDB settings of a load: the memory it may use, spilling into the work folder beyond. Snapshots are for the DuckDB of
 * this version alone, so they are stored as it stores best: its default, which older ones read too, takes a quarter longer to write.
 */
export function duckdbOptions(work_dir: string): Record<string, string> {
  return {
    memory_limit: duckdbBytes(readLoadMemory()),
    temp_directory: join(work_dir, 'spill'),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    storage_compatibility_version: 'latest',
  }
}

/** Opens another connection to the same database, for work beside the first one. */
export type Open = () => Promise<DuckDBConnection>

/** Opens a database file (`:memory:` for none) for the length of `work`; aborting interrupts what it is doing. */
export async function withDuckDb<T>(
  file: string,
  { work_dir, signal, read_only }: { work_dir: string; signal?: AbortSignal; read_only?: boolean },
  work: (connection: DuckDBConnection, open: Open) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted()
  mkdirSync(work_dir, { recursive: true })
  const options = { ...duckdbOptions(work_dir), ...(read_only && { access_mode: 'READ_ONLY' }) }
  const instance = await DuckDBInstance.create(file, options)
  const connections: DuckDBConnection[] = []
  const open = async () => {
    const connection = await instance.connect()
    connections.push(connection)
    await connection.run("set TimeZone = 'UTC'")
    return connection
  }
  const repeat = { timer: undefined as NodeJS.Timeout | undefined }
  const interruptAll = () => connections.forEach((connection) => connection.interrupt())
  const interrupt = () => {
    interruptAll()
    repeat.timer = setInterval(interruptAll, 20)
  }
  signal?.addEventListener('abort', interrupt, { once: true })
  try {
    return await work(await open(), open)
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  } finally {
    signal?.removeEventListener('abort', interrupt)
    clearInterval(repeat.timer)
    for (const connection of connections) connection.closeSync()
    instance.closeSync()
  }
}

/** All rows of a select as objects; BIGINT becomes number. For small answers about a load itself. */
export async function rowsFrom<T>(connection: DuckDBConnection, sql: string): Promise<T[]> {
  const reader = await connection.runAndReadAll(sql)
  return reader.getRowObjectsJS().map((row) => {
    const plain = Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? Number(value) : value,
    ])
    return Object.fromEntries(plain) as T
  })
}
