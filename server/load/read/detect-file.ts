import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { ProductError } from '../../errors.ts'
import type {
  DetectedColumn,
  Detection,
  Encoding,
  SourceOptions,
  Warning,
} from '../../../queries/loading/plan.ts'
import { decode } from './decode.ts'
import { detectFormat, readHead } from './detect-format.ts'
import { detectLayout, usualWidth, type SampleRecord } from './detect-delimited.ts'
import { chooseEncoding, gatherEvidence, measureText, markedEncoding, zeroedEncoding } from './encoding.ts'
import { columnNames, findHeader, repeatedNames } from './header.ts'
import { JsonColumns, parseJsonLines } from './json-lines.ts'
import { readBytes } from './open-bytes.ts'
import { openParquet, parquetText } from './parquet.ts'
import { openWorkbook, type Workbook } from './read-xlsx.ts'
import { openWorkDatabase } from './work-database.ts'

const head_bytes = 256 << 10
const head_rows = 300
const shown_rows = 20
const shown_values = 5
const shown_characters = 100

/** More columns than this is taken for a mistake. */
export const max_columns = 2_000

type Found = Pick<Detection, 'options' | 'columns' | 'sample' | 'rows_estimate' | 'warnings'> &
  Partial<Detection>

/**
 * Finds out what a file is and how to read it. Whether text is UTF-8 is decided from the whole file, the rest from its
 * beginning. Options that are given are taken as they are.
 *
 * Throws `file_missing`, `empty_file`, `unsupported_file`, `no_header`, `too_many_columns`, `unknown_sheet`,
 * `unknown_encoding`, `damaged_file`, `decompression_bomb`, and `bad_plan` for options that make no sense.
 */
export async function detectFile(path: string, options: SourceOptions = {}): Promise<Detection> {
  refuseOptions(options)
  const { format, compressed } = await detectFormat(path)
  const { size } = await stat(path)
  const found = await detectors[format](path, compressed, options)
  if (found.columns.length > max_columns)
    throw new ProductError('too_many_columns', {
      file: basename(path),
      columns: found.columns.length,
      max: max_columns,
    })
  const { time_zone, day_order } = options
  const kept = { ...(time_zone && { time_zone }), ...(day_order && { day_order }) }
  const used = { ...found.options, ...kept }
  return { path, file: basename(path), size, format, compressed, ...found, options: used, given: options }
}

/** What all of a text tells: its length decompressed, and its encoding. */
interface TextMeasure {
  readonly bytes: number
  readonly encoding: Encoding
  /** It is not UTF-8 and nothing says what it is. */
  readonly guessed: boolean
}

const measures = new Map<string, TextMeasure>()

/** A load asks twice, to plan it and to read the file; one that has not changed in between is not read again. */
async function measureOnce(path: string, compressed: boolean, given?: Encoding): Promise<TextMeasure> {
  const { dev, ino, size, ctimeNs } = await stat(path, { bigint: true })
  const key = [dev, ino, size, ctimeNs, given].join(' ')
  const known = measures.get(key)
  if (known !== undefined) return known
  const found = await measure(path, compressed, given)
  measures.set(key, found)
  return found
}

/** The encoding is the one its mark names, else UTF-8 when all of it is, else what the bytes look like most. */
async function measure(path: string, compressed: boolean, given: Encoding | undefined): Promise<TextMeasure> {
  const head = await readHead(path, compressed, 4096)
  const certain = given ?? markedEncoding(head) ?? zeroedEncoding(head)
  const { bytes, utf8 } = await measureText(readBytes(path, compressed))
  if (certain !== null || utf8) return { bytes, encoding: certain ?? 'utf-8', guessed: false }
  return { bytes, encoding: await guessEncoding(path, compressed), guessed: true }
}

/** Lines beyond ASCII that are enough to tell the encoding of a text. */
const telling_lines = 1000

async function guessEncoding(path: string, compressed: boolean): Promise<Encoding> {
  const some = await gatherEvidence(readBytes(path, compressed), 'at_some')
  if (some.lines >= telling_lines) return chooseEncoding(some)
  return chooseEncoding(await gatherEvidence(readBytes(path, compressed), 'at_all'))
}

/** What is no delimiter or quote would not be an error further down, but nonsense. */
function refuseOptions({ delimiter, quote, header_row }: SourceOptions): void {
  const wrong = (problem: string) => new ProductError('bad_plan', { problem })
  if (delimiter !== undefined && delimiter !== 'space' && !/^[^"'\r\n]$/u.test(delimiter))
    throw wrong(`delimiter “${delimiter}” is not one character, nor space`)
  if (quote !== undefined && !/^[!-~]?$/.test(quote)) throw wrong(`quote “${quote}” is not one character`)
  if (quote !== undefined && quote === delimiter) throw wrong('delimiter and quote are the same')
  if (header_row !== undefined && !(Number.isInteger(header_row) && header_row >= 0))
    throw wrong('header_row is not a whole number')
}

type Detector = (path: string, compressed: boolean, options: SourceOptions) => Promise<Found>

const detectors: Readonly<Record<Detection['format'], Detector>> = {
  delimited: detectDelimited,
  json_lines: detectJsonLines,
  xlsx: detectXlsx,
  parquet: detectParquet,
}

async function detectDelimited(path: string, compressed: boolean, options: SourceOptions): Promise<Found> {
  const head = await textHead(path, compressed, options)
  const { delimiter, quote, records } = detectLayout(head.text, head.whole, options)
  if (records.length === 0) throw new ProductError('empty_file', { file: basename(path) })
  const table = tableFrom(path, records, options, head.whole)
  const seen = records.length - table.header_row
  return {
    ...table.found,
    options: {
      encoding: head.encoding,
      delimiter,
      quote,
      header_row: table.header_row,
      ...namesGiven(options),
    },
    rows_estimate: head.whole ? seen : Math.round(seen * head.times),
    warnings: [...head.warnings, ...table.found.warnings],
  }
}

async function detectJsonLines(path: string, compressed: boolean, options: SourceOptions): Promise<Found> {
  const head = await textHead(path, compressed, options)
  const end = head.whole ? head.text.length : head.text.lastIndexOf(0x0a) + 1
  const columns = new JsonColumns()
  const { rows } = parseJsonLines(head.text.subarray(0, end), 1, columns)
  const cells = rows.flatMap((row) => (row.cells === null ? [] : [row.cells]))
  if (cells.length === 0) throw new ProductError('unsupported_file', { file: basename(path), kind: 'json' })
  return {
    ...described(columnNames(columns.names), cells),
    options: { encoding: head.encoding },
    rows_estimate: head.whole ? rows.length : Math.round(rows.length * head.times),
    warnings: head.warnings,
  }
}

async function detectXlsx(path: string, _compressed: boolean, options: SourceOptions): Promise<Found> {
  const workbook = await openWorkbook(path)
  try {
    const { sheet, records } = await sampleSheet(path, workbook, options.sheet)
    const table = tableFrom(path, records, options, true)
    const claimed = records.length < head_rows ? records.length : await workbook.claimedRows(sheet)
    return {
      ...table.found,
      sheets: workbook.sheets,
      options: { sheet, header_row: table.header_row, ...namesGiven(options) },
      rows_estimate: (claimed ?? records.length) - table.header_row,
    }
  } finally {
    await workbook.close()
  }
}

async function detectParquet(path: string): Promise<Found> {
  const dir = await mkdtemp(join(tmpdir(), 'regulars-'))
  const database = await openWorkDatabase(dir)
  try {
    const file = await openParquet(database, path, dir, 'detect')
    const values = file.columns.map((column, index) => `${parquetText(column)} as c${index}`)
    const rows = await database.rows<Record<string, string | null>>(
      `select ${values.join(', ')} from ${file.relation} limit ${head_rows}`,
    )
    const cells = rows.map((row) => file.columns.map((_, index) => row[`c${index}`] ?? null))
    const names = columnNames(file.columns.map(({ name }) => name))
    return {
      ...described(names, cells),
      options: {},
      rows_estimate: file.rows,
      warnings: emptiness(file.rows),
    }
  } finally {
    database.close()
    await rm(dir, { recursive: true })
  }
}

interface TextHead {
  readonly text: Buffer
  /** The text is all there is. */
  readonly whole: boolean
  /** How many times as much there is, by its size before decoding. */
  readonly times: number
  readonly encoding: Encoding
  readonly warnings: readonly Warning[]
}

async function textHead(path: string, compressed: boolean, options: SourceOptions): Promise<TextHead> {
  const { bytes, encoding, guessed } = await measureOnce(path, compressed, options.encoding)
  const parts: Buffer[] = []
  let read = 0
  let whole = true
  for await (const block of decode(readBytes(path, compressed), encoding)) {
    parts.push(block.subarray(0, head_bytes - read))
    read += block.length
    if (read <= head_bytes) continue
    whole = false
    break
  }
  const warnings = guessed && encoding !== 'utf-8' ? [{ code: 'encoding_guessed', params: { encoding } }] : []
  const text = Buffer.concat(parts)
  if (text.length === 0) throw new ProductError('empty_file', { file: basename(path) })
  return { text, whole, times: Math.max(1, bytes / text.length), encoding, warnings }
}

async function sampleSheet(path: string, workbook: Workbook, wanted: string | undefined) {
  for (const sheet of wanted === undefined ? workbook.sheets : [wanted]) {
    const records: SampleRecord[] = []
    for await (const row of workbook.rows(sheet)) {
      records.push(row)
      if (records.length >= head_rows) break
    }
    if (records.length > 0) return { sheet, records: evenly(records) }
  }
  throw new ProductError('empty_file', { file: basename(path) })
}

/** Sheets leave out empty cells at the end of a row. */
function evenly(records: readonly SampleRecord[]): SampleRecord[] {
  const width = Math.max(...records.map(({ cells }) => cells.length))
  return records.map(({ line, cells }) => ({ line, cells: padded(cells, width) }))
}

function tableFrom(path: string, records: readonly SampleRecord[], options: SourceOptions, whole: boolean) {
  const given = options.header_row ?? (options.columns ? 0 : undefined)
  const header_row = given ?? findHeader(records, usualWidth(records))
  const header = records[header_row - 1]?.cells ?? []
  if (header_row > 0 ? header.length === 0 : given === undefined)
    throw new ProductError('no_header', {
      file: basename(path),
      row: shownRow(records[Math.max(0, header_row - 1)]),
    })
  const names =
    header_row > 0
      ? columnNames(withoutEmptyEnd(header))
      : columnNames(options.columns ?? new Array(usualWidth(records)).fill(null))
  const rows = records.slice(header_row).map(({ cells }) => padded(cells, names.length))
  const repeated = repeatedNames(header)
  const warnings: Warning[] = [
    ...(header_row > 1 ? [{ code: 'header_not_first', params: { row: header_row } }] : []),
    ...(repeated.length > 0 ? [{ code: 'names_repeated', params: { names: repeated.join(', ') } }] : []),
    ...(whole ? emptiness(rows.length) : []),
  ]
  return { header_row, found: { ...described(names, rows), warnings } }
}

function described(names: readonly string[], rows: readonly (readonly (string | null)[])[]) {
  const columns: DetectedColumn[] = names.map((name, index) => {
    const values = rows.map((row) => row[index] ?? '').filter((value) => value.trim() !== '')
    return { name, samples: [...new Set(values)].slice(0, shown_values).map(cut) }
  })
  const sample = rows
    .slice(0, shown_rows)
    .map((row) => names.map((_, index) => (row[index] ?? null) && cut(row[index]!)))
  return { columns, sample }
}

/** A header that ends in empty cells has fewer columns: spreadsheets write the delimiters of cleared ones. */
function withoutEmptyEnd(header: readonly (string | null)[]): (string | null)[] {
  const last = header.findLastIndex((cell) => cell !== null && cell.trim() !== '')
  return header.slice(0, last + 1)
}

const emptiness = (rows: number): Warning[] => (rows === 0 ? [{ code: 'no_rows', params: {} }] : [])

const namesGiven = ({ columns }: SourceOptions) => (columns === undefined ? {} : { columns })

const cut = (value: string) =>
  value.length > shown_characters ? `${value.slice(0, shown_characters)}…` : value

const shownRow = (record: SampleRecord | undefined) =>
  cut((record?.cells ?? []).map((cell) => cell ?? '').join(' | '))

function padded(cells: readonly (string | null)[], width: number): (string | null)[] {
  return Array.from({ length: width }, (_, index) => cells[index] ?? null)
}
