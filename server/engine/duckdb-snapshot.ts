import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBConnection } from '@duckdb/node-api'
import { duckdbBytes } from '../memory.ts'
import { plain } from './duckdb-values.ts'

/** What a snapshot says about itself in `snapshot_meta`. */
export interface SnapshotMeta {
  readonly data_version: string
  readonly model_version: string
  readonly time_zone: string
  readonly currency: string
  /** ISO 8601 UTC. */
  readonly built_at: string
}

/** What a snapshot may use, and who hears of its end. */
export interface DuckDbOptions {
  /** Processor threads that one snapshot may use; absent: all. */
  readonly threads?: number
  /** Bytes it may take; absent: DuckDB's own limit, four fifths of the memory. */
  readonly memory?: number
  /** A folder for what does not fit, at most twice as much; absent: beside the snapshot. */
  readonly spill?: string
  /** Called when the snapshot's file turns out to be damaged or the database has failed beyond repair. */
  readonly on_broken?: (cause: unknown) => void
}

/** An open snapshot, closed once it is retired and its last question has ended. */
export interface OpenSnapshot {
  readonly file: string
  readonly instance: DuckDBInstance
  readonly meta: SnapshotMeta
  running: number
  retired: boolean
}

/**
 * Opens a snapshot read-only and locked: no file but the snapshot, no extension and no setting can be reached through
 * SQL. Rejects when the file is missing, damaged or no snapshot.
 */
export async function openSnapshot(
  file: string,
  { threads, memory, spill }: DuckDbOptions,
): Promise<OpenSnapshot> {
  const instance = await DuckDBInstance.create(file, {
    access_mode: 'READ_ONLY',
    ...(memory && { memory_limit: duckdbBytes(memory), max_temp_directory_size: duckdbBytes(2 * memory) }),
    ...(spill && { temp_directory: spill }),
    enable_external_access: 'false',
    autoload_known_extensions: 'false',
    autoinstall_known_extensions: 'false',
    ...(threads && { threads: String(threads) }),
    lock_configuration: 'true',
  })
  try {
    const meta = await withConnection(instance, readMeta)
    return { file, instance, meta, running: 0, retired: false }
  } catch (error) {
    instance.closeSync()
    throw error
  }
}

/** Runs `work` on a connection of its own. */
export async function withConnection<T>(
  instance: DuckDBInstance,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const connection = await instance.connect()
  try {
    return await work(connection)
  } finally {
    connection.closeSync()
  }
}

/** Lets a snapshot go as soon as nothing runs on it any more. */
export function retire(opened: OpenSnapshot): void {
  opened.retired = true
  closeWhenIdle(opened)
}

/** Closes a retired snapshot on which nothing runs. */
export function closeWhenIdle(opened: OpenSnapshot): void {
  if (opened.retired && opened.running === 0) opened.instance.closeSync()
}

async function readMeta(connection: DuckDBConnection): Promise<SnapshotMeta> {
  const reader = await connection.runAndReadAll(
    'select data_version, model_version, time_zone, currency, cast(built_at as timestamp) from snapshot_meta',
  )
  const [data_version, model_version, time_zone, currency] = reader.getRows()[0]!.map(String)
  const built_at = plain(reader.value(4, 0)) as string
  return {
    data_version: data_version!,
    model_version: model_version!,
    time_zone: time_zone!,
    currency: currency!,
    built_at,
  }
}
