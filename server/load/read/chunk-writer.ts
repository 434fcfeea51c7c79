import { open, rm, statfs, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { ProductError } from '../../errors.ts'
import { field_separator, line_break } from './normalised.ts'
import type { RecordSink, UnreadableCode } from './record-sink.ts'
import { literal, type WorkDatabase } from './work-database.ts'

const chunk_bytes = 128 << 20
const spare_bytes = 256 << 20
const duckdb_line_bytes = 2 << 20

/** A record that could not be read. */
export interface Unreadable {
  readonly line: number
  readonly code: UnreadableCode
  readonly value: string
}

/** Where rows are written in chunks, and who hears of rows that cannot be read. */
export interface ChunkWriterOptions {
  readonly database: WorkDatabase
  /** Folder for the chunks; `name` makes them its own. */
  readonly dir: string
  readonly name: string
  readonly columns: number
  readonly unreadable: (found: Unreadable) => void
}

/**
 * Takes normalised records and hands them to DuckDB in chunks, so that the text on disk stays small and DuckDB works
 * on one chunk while the next is being read. Each chunk becomes a Parquet file with `_line` and `c0`, `c1` … as text.
 * The records that went in and the rows that DuckDB found must agree, or `rows_lost` is thrown.
 */
export class ChunkWriter implements RecordSink {
  /** Parquet files made. */
  readonly files: string[] = []
  /** Rows DuckDB found. */
  rows_read = 0
  rejected = 0
  columns: number

  readonly #options: ChunkWriterOptions
  #pending: Buffer[] = []
  #chunk: Chunk | null = null
  #ingesting: Promise<void> = Promise.resolve()
  #breaks = new Set<number>()
  #records = 0

  constructor(options: ChunkWriterOptions) {
    this.#options = options
    this.columns = options.columns
  }

  records(bytes: Buffer, count: number): void {
    this.#pending.push(bytes)
    this.#records += count
  }

  reject(line: number, code: UnreadableCode, raw: Buffer): void {
    this.rejected += 1
    this.#options.unreadable({ line, code, value: raw.toString('utf8').replaceAll('\0', '␀').slice(0, 200) })
  }

  lineBreak(column: number): void {
    this.#breaks.add(column)
  }

  /** The records from now on have more fields. */
  async widen(columns: number): Promise<void> {
    await this.drain()
    await this.#close()
    this.columns = columns
  }

  /** Writes what has come in; to be awaited before more is read. */
  async drain(): Promise<void> {
    if (this.#pending.length === 0) return
    const chunk = (this.#chunk ??= await this.#create())
    const size = this.#pending.reduce((sum, bytes) => sum + bytes.length, 0)
    await writeAll(chunk.file, this.#pending)
    this.#pending = []
    chunk.bytes += size
    chunk.records += this.#records
    this.#records = 0
    if (chunk.bytes > chunk_bytes) await this.#close()
  }

  /** Waits until DuckDB has read everything. */
  async finish(): Promise<void> {
    await this.drain()
    await this.#close()
    await this.#ingesting
  }

  /** Waits for DuckDB after a failure, so that the folder may be removed. */
  async abandon(): Promise<void> {
    await this.#chunk?.file.close()
    await this.#ingesting.catch(() => {})
  }

  async #create(): Promise<Chunk> {
    const { dir, name } = this.#options
    await requireSpace(dir, spare_bytes + chunk_bytes)
    const path = join(dir, `${name}-${this.files.length}.txt`)
    this.files.push(path.replace(/txt$/, 'parquet'))
    return { path, file: await open(path, 'w'), bytes: 0, records: 0 }
  }

  async #close(): Promise<void> {
    const chunk = this.#chunk
    if (chunk === null) return
    this.#chunk = null
    await chunk.file.close()
    await this.#ingesting
    const breaks = this.#breaks
    this.#breaks = new Set()
    this.#ingesting = this.#ingest(chunk, this.columns, breaks)
    this.#ingesting.catch(() => {})
  }

  async #ingest(chunk: Chunk, columns: number, breaks: ReadonlySet<number>): Promise<void> {
    const rows = await this.#options.database.run(ingestion(chunk.path, columns, breaks))
    if (rows !== chunk.records)
      throw new ProductError('rows_lost', { file: this.#options.name, expected: chunk.records, found: rows })
    this.rows_read += rows
    await rm(chunk.path)
  }
}

interface Chunk {
  readonly path: string
  readonly file: FileHandle
  bytes: number
  records: number
}

async function writeAll(file: FileHandle, buffers: readonly Buffer[]): Promise<void> {
  for (const buffer of buffers) {
    let at = 0
    while (at < buffer.length) at += (await file.write(buffer, at)).bytesWritten
  }
}

/** Throws `disk_full` when the folder's disk has less free than this. */
export async function requireSpace(dir: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(dir)
  if (bavail * bsize >= bytes) return
  const mb = (size: number) => Math.ceil(size / 1e6)
  throw new ProductError('disk_full', { path: dir, free_mb: mb(bavail * bsize), needed_mb: mb(bytes) })
}

function ingestion(path: string, columns: number, breaks: ReadonlySet<number>): string {
  const names = Array.from({ length: columns }, (_, index) => `c${index}`)
  const types = ['_line', ...names].map((name) => `'${name}': '${name === '_line' ? 'BIGINT' : 'VARCHAR'}'`)
  const values = names.map((name, index) =>
    breaks.has(index) ? `replace(${name}, chr(${line_break}), chr(10)) as ${name}` : name,
  )
  return `copy (
  select ${['_line', ...values].join(', ')}
  from read_csv(${literal(path)}, auto_detect = false, header = false, delim = chr(${field_separator}), quote = '',
    escape = '', comment = '', new_line = '\\n', nullstr = '', encoding = 'utf-8', strict_mode = true,
    max_line_size = ${duckdb_line_bytes}, columns = {${types.join(', ')}})
) to ${literal(path.replace(/txt$/, 'parquet'))} (format parquet, codec lz4_raw, row_group_size 122880)`
}
