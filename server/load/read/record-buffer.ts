import type { RecordSink } from './record-sink.ts'
import { max_record_bytes } from './normalised.ts'

const breaks = /\r\n|\r|\n/g
const flush_at = 1 << 20

/** Turns rows of JavaScript values into normalised records: for the formats whose cells are not bytes of a text. */
export class RecordBuffer {
  /** Rows taken, rejected ones included. */
  rows = 0
  readonly #sink: RecordSink
  #text = ''
  #records = 0

  constructor(sink: RecordSink) {
    this.#sink = sink
  }

  /** Takes one row; null is an empty cell, and blanks around a value are no part of it. `raw` is what a rejected row is shown as. */
  add(line: number, cells: readonly (string | null)[], raw: () => string): void {
    this.rows += 1
    let record = String(line)
    for (let column = 0; column < cells.length; column += 1) {
      const cell = (cells[column] ?? '').trim()
      if (holdsSeparator(cell)) return this.#sink.reject(line, 'control_character', Buffer.from(raw()))
      if (!cell.isWellFormed()) return this.#sink.reject(line, 'bad_bytes', Buffer.from(raw()))
      record += '\x1f' + (hasBreak(cell) ? this.#withoutBreaks(column, cell) : cell)
    }
    if (record.length > max_record_bytes / 3 && Buffer.byteLength(record) > max_record_bytes)
      return this.#sink.reject(line, 'line_too_long', Buffer.from(raw()))
    this.#text += record + '\n'
    this.#records += 1
    if (this.#text.length > flush_at) this.flush()
  }

  flush(): void {
    if (this.#records > 0) this.#sink.records(Buffer.from(this.#text), this.#records)
    this.#text = ''
    this.#records = 0
  }

  #withoutBreaks(column: number, cell: string): string {
    this.#sink.lineBreak(column)
    return cell.replace(breaks, '\x1e')
  }
}

const holdsSeparator = (cell: string) => cell.includes('\0') || cell.includes('\x1e') || cell.includes('\x1f')

const hasBreak = (cell: string) => cell.includes('\n') || cell.includes('\r')
