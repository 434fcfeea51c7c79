import { stat } from 'node:fs/promises'
import type { Detection } from '../../../queries/loading/plan.ts'
import { ChunkWriter, type Unreadable } from './chunk-writer.ts'
import { decode } from './decode.ts'
import { DelimitedScanner } from './delimited-scanner.ts'
import { wholeLines } from './encoding.ts'
import { columnNames } from './header.ts'
import { addJsonRows, JsonColumns, parseJsonLines } from './json-lines.ts'
import { openBytes } from './open-bytes.ts'
import { isExactNumber, openParquet, parquetText, readThrough } from './parquet.ts'
import { openWorkbook } from './read-xlsx.ts'
import { RecordBuffer } from './record-buffer.ts'
import { identifier, literal, type WorkDatabase } from './work-database.ts'

/** A file whose rows DuckDB can read. */
export interface StagedFile {
  readonly detection: Detection
  readonly sha256: string
  readonly bytes: number
  /** Names of the columns; `_line` and `c0`, `c1` … in this order are what `text` gives. */
  readonly columns: readonly string[]
  /** Those of them that the file itself says hold nothing but numbers of at most four decimals, with their SQL types. */
  readonly numeric: ReadonlyMap<string, string>
  /** A relation with `_line` and the columns as text; of numeric ones also the numbers, under `n0`, `n1` …. */
  readonly text: string
  /** A relation with `_line` and the columns in their own types, under `c0`, `c1` …. */
  readonly typed: string
  readonly rows_in: number
  readonly rows_read: number
  readonly rejected: number
  /** Lines of records that perhaps swallowed others, at most ten. */
  readonly suspicious_lines: readonly number[]
}

/** Where one file is staged, and who hears of unreadable rows and of progress. */
export interface StageOptions {
  readonly database: WorkDatabase
  readonly dir: string
  /** A short name of our own for the files this makes. */
  readonly name: string
  readonly unreadable: (found: Unreadable) => void
  readonly progress: (rows: number) => void
  readonly signal: AbortSignal | undefined
}

/**
 * Reads a whole file as its detection says and makes its rows readable for DuckDB. Rows are counted on both sides.
 * Throws `rows_lost`, `disk_full`, `damaged_file`, `decompression_bomb`, or the signal's reason.
 */
export async function stageFile(detection: Detection, options: StageOptions): Promise<StagedFile> {
  return detection.format === 'parquet' ? stageParquet(detection, options) : stageText(detection, options)
}

interface ReadResult {
  readonly rows: number
  readonly columns: readonly string[]
  readonly sha256: string
  readonly suspicious_lines: readonly number[]
}

async function stageText(detection: Detection, options: StageOptions): Promise<StagedFile> {
  const columns = detection.columns.map(({ name }) => name)
  const writer = new ChunkWriter({ ...options, columns: columns.length })
  try {
    const read = await readers[detection.format as keyof typeof readers](detection, writer, options)
    await writer.finish()
    const relation = chunksRelation(writer.files, read.columns.length)
    return {
      detection,
      sha256: read.sha256,
      bytes: (await stat(detection.path)).size,
      columns: read.columns,
      numeric: new Map(),
      text: relation,
      typed: relation,
      rows_in: read.rows,
      rows_read: writer.rows_read,
      rejected: writer.rejected,
      suspicious_lines: read.suspicious_lines,
    }
  } catch (error) {
    await writer.abandon()
    throw error
  }
}

type Reader = (detection: Detection, writer: ChunkWriter, options: StageOptions) => Promise<ReadResult>

const readers = { delimited: readDelimited, json_lines: readJsonLines, xlsx: readXlsx } satisfies Record<
  string,
  Reader
>

async function readDelimited(
  detection: Detection,
  writer: ChunkWriter,
  options: StageOptions,
): Promise<ReadResult> {
  const { delimiter = ',', quote = '"', header_row = 1, encoding = 'utf-8' } = detection.options
  const opened = openBytes(detection.path, detection.compressed, options.signal)
  const columns = detection.columns.map(({ name }) => name)
  const scanner = new DelimitedScanner(
    { delimiter, quote, columns: columns.length, skip: header_row },
    writer,
  )
  for await (const block of decode(opened.blocks, encoding)) {
    scanner.push(block)
    await writer.drain()
    options.progress(scanner.rows)
  }
  scanner.end()
  return { rows: scanner.rows, columns, sha256: opened.sha256(), suspicious_lines: scanner.suspicious_lines }
}

async function readJsonLines(
  detection: Detection,
  writer: ChunkWriter,
  options: StageOptions,
): Promise<ReadResult> {
  const opened = openBytes(detection.path, detection.compressed, options.signal)
  const columns = new JsonColumns()
  const buffer = new RecordBuffer(writer)
  let line = 1
  for await (const text of wholeLines(decode(opened.blocks, detection.options.encoding ?? 'utf-8'))) {
    const { rows, lines } = parseJsonLines(text, line, columns)
    line += lines
    if (columns.names.length > writer.columns) await writer.widen(columns.names.length)
    addJsonRows(rows, writer.columns, buffer, writer)
    buffer.flush()
    await writer.drain()
    options.progress(buffer.rows)
  }
  return {
    rows: buffer.rows,
    columns: columnNames(columns.names),
    sha256: opened.sha256(),
    suspicious_lines: [],
  }
}

async function readXlsx(
  detection: Detection,
  writer: ChunkWriter,
  options: StageOptions,
): Promise<ReadResult> {
  const { sheet = '', header_row = 1 } = detection.options
  const columns = detection.columns.map(({ name }) => name)
  const buffer = new RecordBuffer(writer)
  const workbook = await openWorkbook(detection.path)
  let skip = header_row
  try {
    for await (const { line, cells } of workbook.rows(sheet)) {
      if (skip > 0) {
        skip -= 1
        continue
      }
      addSheetRow(line, cells, columns.length, buffer, writer)
      if (buffer.rows % 10_000 !== 0) continue
      options.signal?.throwIfAborted()
      buffer.flush()
      await writer.drain()
      options.progress(buffer.rows)
    }
  } finally {
    await workbook.close()
  }
  buffer.flush()
  return {
    rows: buffer.rows,
    columns,
    sha256: await hashOf(detection.path, options.signal),
    suspicious_lines: [],
  }
}

function addSheetRow(
  line: number,
  cells: readonly (string | null)[],
  width: number,
  buffer: RecordBuffer,
  writer: ChunkWriter,
): void {
  const raw = () =>
    cells
      .map((cell) => cell ?? '')
      .join(',')
      .slice(0, 800)
  if (cells.length > width) {
    buffer.rows += 1
    return writer.reject(line, 'too_many_fields', Buffer.from(raw()))
  }
  buffer.add(
    line,
    Array.from({ length: width }, (_, index) => cells[index] ?? null),
    raw,
  )
}

async function stageParquet(detection: Detection, options: StageOptions): Promise<StagedFile> {
  const { database, dir, name } = options
  const file = await openParquet(database, detection.path, dir, name)
  const line = 'file_row_number + 1 as _line'
  const { rows, trimmed } = await readThrough(database, detection.path, file)
  const texts = file.columns.map(
    (column, index) => `${parquetText(column, trimmed.has(column))} as c${index}`,
  )
  const values = file.columns.map((column, index) => `${identifier(column.name)} as c${index}`)
  const columns = detection.columns.map((column) => column.name)
  const numbers = file.columns.flatMap((column, index) => {
    const sql = `${identifier(column.name)} as n${index}`
    return isExactNumber(column) ? [{ name: columns[index]!, type: column.type, sql }] : []
  })
  options.progress(rows)
  return {
    detection,
    sha256: await hashOf(detection.path, options.signal),
    bytes: (await stat(detection.path)).size,
    columns,
    numeric: new Map(numbers.map(({ name, type }) => [name, type])),
    text: `(select ${[line, ...texts, ...numbers.map(({ sql }) => sql)].join(', ')} from ${file.relation})`,
    typed: `(select ${[line, ...values].join(', ')} from ${file.relation})`,
    rows_in: file.rows,
    rows_read: rows,
    rejected: 0,
    suspicious_lines: [],
  }
}

async function hashOf(path: string, signal: AbortSignal | undefined): Promise<string> {
  const opened = openBytes(path, false, signal)
  for await (const block of opened.blocks) void block
  return opened.sha256()
}

function chunksRelation(files: readonly string[], columns: number): string {
  const names = Array.from({ length: columns }, (_, index) => `c${index}`)
  if (files.length > 0) {
    const list = files.map(literal).join(', ')
    return `(select ${['_line', ...names].join(', ')} from read_parquet([${list}], union_by_name = true))`
  }
  const empty = names.map((name) => `cast(null as varchar) as ${name}`)
  return `(select cast(null as bigint) as _line, ${empty.join(', ')} where false)`
}
