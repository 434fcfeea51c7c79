import { isUtf8 } from 'node:buffer'
import { max_record_bytes } from './normalised.ts'
import type { RecordBuffer } from './record-buffer.ts'
import type { RecordSink, UnreadableCode } from './record-sink.ts'

const LF = 0x0a
const shown_bytes = 800
const long_number = /\d{16}/

/** The columns found so far: one per key, in the order in which keys first appear. */
export class JsonColumns {
  readonly names: string[] = []
  readonly #index = new Map<string, number>()

  /** Cells of an object in the order of `names`, which grows by the keys that are new. */
  cells(object: Readonly<Record<string, unknown>>): (string | null)[] {
    const cells: (string | null)[] = new Array(this.names.length).fill(null)
    for (const [key, value] of Object.entries(object)) {
      let index = this.#index.get(key)
      if (index === undefined) {
        index = this.names.push(key) - 1
        this.#index.set(key, index)
      }
      cells[index] = jsonCell(value)
    }
    return cells
  }
}

/** A line of JSON Lines: its cells, or why there are none. */
export interface JsonRow {
  readonly line: number
  readonly cells: (string | null)[] | null
  readonly code: UnreadableCode | null
  readonly raw: string
}

/** Reads whole lines; blank ones are passed over. `first_line` is the number of the first. */
export function parseJsonLines(
  text: Buffer,
  first_line: number,
  columns: JsonColumns,
): { rows: JsonRow[]; lines: number } {
  const valid = isUtf8(text)
  const rows: JsonRow[] = []
  let lines = 0
  for (let from = 0; from < text.length; lines += 1) {
    const feed = text.indexOf(LF, from)
    const end = feed === -1 ? text.length : feed
    const bytes = text.subarray(from, end)
    from = end + 1
    const row = readRow(first_line + lines, bytes, valid || isUtf8(bytes), columns)
    if (row !== null) rows.push(row)
  }
  return { rows, lines }
}

/** Hands rows on; all get as many fields as there are columns. */
export function addJsonRows(
  rows: readonly JsonRow[],
  width: number,
  buffer: RecordBuffer,
  sink: RecordSink,
): void {
  for (const { line, cells, code, raw } of rows) {
    if (cells === null) {
      buffer.rows += 1
      sink.reject(line, code ?? 'bad_json', Buffer.from(raw))
      continue
    }
    while (cells.length < width) cells.push(null)
    buffer.add(line, cells, () => raw)
  }
}

function readRow(line: number, bytes: Buffer, valid: boolean, columns: JsonColumns): JsonRow | null {
  if (bytes.length > max_record_bytes)
    return { line, cells: null, code: 'line_too_long', raw: bytes.toString('utf8', 0, shown_bytes) }
  const text = bytes.toString('utf8')
  if (text.trim() === '') return null
  const raw = text.slice(0, shown_bytes)
  if (!valid) return { line, cells: null, code: 'bad_bytes', raw }
  const object = parseObject(text)
  return {
    line,
    cells: object === null ? null : columns.cells(object),
    code: object === null ? 'bad_json' : null,
    raw,
  }
}

function parseObject(raw: string): Record<string, unknown> | null {
  try {
    const value: unknown = long_number.test(raw) ? JSON.parse(raw, exactNumber) : JSON.parse(raw)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

/** A number of 16 digits or more stays as it is written: JavaScript's numbers would change it. */
function exactNumber(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' && context?.source !== undefined ? context.source : value
}

function jsonCell(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'object') return JSON.stringify(value)
  return String(value)
}
