import { isUtf8 } from 'node:buffer'
import { field_separator, line_break, max_record_bytes, record_end } from './normalised.ts'
import {
  afterBlanks,
  afterLineEnd,
  CR,
  excerpt,
  isLineEnd,
  lastLineEnd,
  LF,
  lineEnd,
  mayBePadded,
  onlyBlanks,
  trimField,
  writeNumber,
} from './line-bytes.ts'
import type { RecordSink, UnreadableCode } from './record-sink.ts'

/** How a delimited text is to be read. */
export interface ScanOptions {
  /** One character, or `space` for runs of blanks. */
  readonly delimiter: string
  /** One ASCII character, or empty when nothing is quoted. */
  readonly quote: string
  /** Fields each record must have; null takes any number. */
  readonly columns: number | null
  /** Records to pass over at the start: titles and the header. */
  readonly skip: number
}

const delimiterByte = 1
const lineFeed = 2
const carriageReturn = 3
const control = 4
const quoteByte = 5

/** From this many columns on, lines that each have all fields are rows, not a text of several lines. */
const telling_columns = 5

const incomplete = -1
const straying = -2
const endless = -3

/**
 * Splits delimited UTF-8 text into records, byte by byte, in one pass and bounded memory. A record ends with LF, CR or
 * CRLF outside quotes. A quote counts only at the start of a field; inside a quoted field it is doubled. Blanks around
 * a value, quoted or not, are no part of it.
 *
 * Broken quoting must not swallow good rows: when a quoted field is followed by anything but a delimiter or the end of
 * its record, never ends, or makes a record of several lines have the wrong number of fields, only the line in which
 * the record began is rejected and reading goes on with the next line.
 */
export class DelimitedScanner {
  /** Records that are neither blank nor skipped, rejected ones included. */
  rows = 0
  /** Blank records: no field holds anything but blanks. */
  blank = 0
  /** Records of several lines each of which would be a record of its own: perhaps a quote is missing. */
  readonly suspicious_lines: number[] = []

  readonly #sink: RecordSink
  readonly #options: ScanOptions
  readonly #classes: Uint8Array
  readonly #delimiter: Buffer
  readonly #spaced: boolean
  #carry: Buffer = Buffer.alloc(0)
  #out: Buffer = Buffer.alloc(0)
  #written = 0
  #records = 0
  #line = 1
  #skipped = 0
  #insideLongLine = false
  #cursor = 0
  #breaks = 0
  #bad = false

  constructor(options: ScanOptions, sink: RecordSink) {
    this.#sink = sink
    this.#options = options
    this.#spaced = options.delimiter === 'space'
    this.#delimiter = Buffer.from(this.#spaced ? ' ' : options.delimiter)
    this.#classes = byteClasses(this.#delimiter, options.quote, this.#spaced)
    this.#skipped = options.skip
  }

  /** Takes the next bytes of the text. */
  push(block: Buffer): void {
    this.#take(this.#carry.length === 0 ? block : Buffer.concat([this.#carry, block]), false)
  }

  /** The text has ended; what is left is the last record. */
  end(): void {
    this.#take(this.#carry, true)
  }

  #take(text: Buffer, last: boolean): void {
    const valid = isUtf8(text.subarray(0, last ? text.length : lastLineEnd(text)))
    this.#begin(text.length)
    let at = this.#insideLongLine ? this.#leaveLongLine(text, last) : 0
    while (at < text.length && !this.#insideLongLine) {
      if (this.#out.length - this.#written < text.length - at + 32) this.#flush(text.length - at)
      let next = this.#record(text, at, last, valid)
      if (next === incomplete && text.length - at > max_record_bytes) next = this.#tooLong(text, at, last)
      if (next === incomplete) break
      at = next
    }
    this.#carry = text.subarray(at)
    this.#flush(0)
  }

  #begin(size: number): void {
    this.#out = Buffer.allocUnsafeSlow(size * 2 + 64)
    this.#written = 0
    this.#records = 0
  }

  #flush(size: number): void {
    if (this.#records > 0) this.#sink.records(this.#out.subarray(0, this.#written), this.#records)
    if (size > 0) this.#begin(size)
  }

  /**
   * Reads the record at `at` and returns where the next one starts, or `incomplete`. One function on purpose: the loop
   * over plain bytes decides how fast everything is read.
   */
  #record(text: Buffer, at: number, last: boolean, valid: boolean): number {
    const classes = this.#classes
    const out = this.#out
    const end = text.length
    const columns = this.#options.columns
    let written = writeNumber(out, this.#written, this.#line)
    out[written++] = field_separator
    const first = written
    let fieldStart = written
    let wide = written
    let fields = 1
    let position = this.#spaced ? afterBlanks(text, at) : at
    this.#breaks = 0
    this.#bad = false
    scan: while (true) {
      if (position === end) {
        if (!last) return incomplete
        break
      }
      const byte = text[position]!
      switch (classes[byte]) {
        case delimiterByte: {
          const width = this.#delimiterAt(text, position, last)
          if (width === incomplete) return incomplete
          if (width === 0) break
          position += width
          if (this.#spaced && (position === end ? last : isLineEnd(text[position]!))) continue
          if (mayBePadded(out, fieldStart, written)) written = trimField(out, fieldStart, written)
          if (fields === columns) wide = written
          fields += 1
          out[written++] = field_separator
          fieldStart = written
          continue
        }
        case lineFeed:
          position += 1
          break scan
        case carriageReturn:
          if (position + 1 === end && !last) return incomplete
          position += text[position + 1] === LF ? 2 : 1
          break scan
        case control:
          this.#bad = true
          break
        case quoteByte: {
          if (written !== fieldStart) break
          this.#cursor = written
          const after = this.#quoted(text, position + 1, last, fields - 1)
          if (after === incomplete) return incomplete
          if (after < 0) {
            const stray = after === straying && this.#breaks === 0
            return this.#reject(text, at, last, stray ? 'stray_quote' : 'unterminated_quote')
          }
          written = this.#cursor
          position = after
          continue
        }
      }
      out[written++] = byte
      position += 1
    }
    if (mayBePadded(out, fieldStart, written)) written = trimField(out, fieldStart, written)
    return this.#finish(text, last, { at, position, first, written, wide, fields, valid })
  }

  /** Copies the rest of a quoted field and returns the position behind its closing quote, `incomplete`, `straying` or `endless`. */
  #quoted(text: Buffer, from: number, last: boolean, column: number): number {
    const out = this.#out
    let position = from
    while (position < text.length) {
      const byte = text[position]!
      const kind = this.#classes[byte]!
      if (kind === quoteByte || kind === carriageReturn)
        if (position + 1 === text.length && !last) return incomplete
      position += 1
      if (kind === lineFeed || kind === carriageReturn) {
        if (kind === carriageReturn && text[position] === LF) position += 1
        out[this.#cursor++] = line_break
        this.#breaks += 1
        this.#sink.lineBreak(column)
        continue
      }
      if (kind === quoteByte) {
        if (text[position] !== byte) return this.#behindQuote(text, position, last)
        position += 1
      }
      if (kind === control) this.#bad = true
      out[this.#cursor++] = byte
    }
    return last ? endless : incomplete
  }

  #behindQuote(text: Buffer, position: number, last: boolean): number {
    if (position === text.length || isLineEnd(text[position]!)) return position
    if (this.#classes[text[position]!] !== delimiterByte) return straying
    const width = this.#delimiterAt(text, position, last)
    return width === incomplete ? incomplete : width === 0 ? straying : position
  }

  #finish(text: Buffer, last: boolean, found: FoundRecord): number {
    const { at, position, first, fields } = found
    const columns = this.#options.columns ?? fields
    const lines = this.#breaks + 1
    const blank = onlyBlanks(this.#out, first, found.written)
    if (blank || this.#skipped > 0) {
      if (blank) this.blank += 1
      else this.#skipped -= 1
      this.#line += lines
      return position
    }
    const surplus = fields > columns && !onlyBlanks(this.#out, found.wide, found.written)
    if (lines > 1 && this.#swallowsRows(text.subarray(at, position), columns, fields < columns || surplus))
      return this.#reject(text, at, last, 'unterminated_quote')
    const code = this.#fault(text, found, columns, surplus)
    this.rows += 1
    if (code === null) this.#keep(fields > columns ? found.wide : found.written)
    else this.#sink.reject(this.#line, code, excerpt(text, at))
    this.#line += lines
    return position
  }

  #keep(written: number): void {
    this.#out[written] = record_end
    this.#written = written + 1
    this.#records += 1
  }

  #fault(text: Buffer, found: FoundRecord, columns: number, surplus: boolean): UnreadableCode | null {
    if (found.position - found.at > max_record_bytes) return 'line_too_long'
    if (!found.valid && !isUtf8(text.subarray(found.at, found.position))) return 'bad_bytes'
    if (found.fields < columns) return 'too_few_fields'
    if (surplus) return 'too_many_fields'
    return this.#bad ? 'control_character' : null
  }

  /** Whether a record of several lines is really a row with a lost quote and the rows behind it. */
  #swallowsRows(record: Buffer, columns: number, ragged: boolean): boolean {
    if (ragged) return true
    if (columns === 1 || !this.#eachLineIsWhole(record, columns)) return false
    if (columns >= telling_columns) return true
    if (this.suspicious_lines.length < 10) this.suspicious_lines.push(this.#line)
    return false
  }

  /** Rejects the line that begins at `at` and returns where the next line starts. */
  #reject(text: Buffer, at: number, last: boolean, code: UnreadableCode): number {
    const end = lineEnd(text, at)
    if (!last && end + 1 >= text.length) return incomplete
    this.#refuse(text, at, code)
    return afterLineEnd(text, end)
  }

  #refuse(text: Buffer, at: number, code: UnreadableCode): void {
    if (this.#skipped > 0) this.#skipped -= 1
    else {
      this.rows += 1
      this.#sink.reject(this.#line, code, excerpt(text, at))
    }
    this.#line += 1
  }

  #tooLong(text: Buffer, at: number, last: boolean): number {
    const next = this.#reject(text, at, last, 'unterminated_quote')
    if (next !== incomplete) return next
    this.#refuse(text, at, 'line_too_long')
    this.#insideLongLine = true
    return this.#leaveLongLine(text.subarray(at), last) + at
  }

  #leaveLongLine(text: Buffer, last: boolean): number {
    const end = lineEnd(text, 0)
    if (!last && end + 1 >= text.length) return end
    this.#insideLongLine = false
    return afterLineEnd(text, end)
  }

  /** Bytes of the delimiter at a byte that may begin one: 0 when it does not, `incomplete` when the text ends in it. */
  #delimiterAt(text: Buffer, position: number, last: boolean): number {
    if (this.#spaced) return afterBlanks(text, position) - position
    const delimiter = this.#delimiter
    if (!last && position + delimiter.length > text.length) return incomplete
    for (let index = 1; index < delimiter.length; index += 1)
      if (text[position + index] !== delimiter[index]) return 0
    return delimiter.length
  }

  #eachLineIsWhole(record: Buffer, columns: number): boolean {
    const lines = record
      .toString('latin1')
      .trimEnd()
      .split(/\r\n|\n|\r/)
    const delimiter = this.#delimiter.toString('latin1')
    return lines.every((line) => line.split(delimiter).length === columns)
  }
}

interface FoundRecord {
  readonly at: number
  readonly position: number
  readonly first: number
  readonly written: number
  readonly wide: number
  readonly fields: number
  readonly valid: boolean
}

function byteClasses(delimiter: Buffer, quote: string, spaced: boolean): Uint8Array {
  const classes = new Uint8Array(256)
  for (const byte of [0, line_break, field_separator]) classes[byte] = control
  classes[LF] = lineFeed
  classes[CR] = carriageReturn
  if (quote !== '') classes[quote.charCodeAt(0)] = quoteByte
  classes[delimiter[0]!] = delimiterByte
  if (spaced) classes[0x09] = delimiterByte
  return classes
}
