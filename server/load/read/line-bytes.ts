import { field_separator, line_break } from './normalised.ts'

/** Line feed. */
export const LF = 0x0a
/** Carriage return. */
export const CR = 0x0d

/** Writes a whole number in decimal digits and returns where it ends. */
export function writeNumber(out: Buffer, at: number, value: number): number {
  let size = 1
  for (let power = 10; power <= value; power *= 10) size += 1
  for (let index = at + size - 1; index >= at; index -= 1) {
    out[index] = 0x30 + (value % 10)
    value = Math.floor(value / 10)
  }
  return at + size
}

/** Whether a field begins or ends with a byte that could be a blank, or part of one. */
export function mayBePadded(bytes: Buffer, from: number, to: number): boolean {
  if (from === to) return false
  const head = bytes[from]!
  const tail = bytes[to - 1]!
  if (head <= 0x20 || tail <= 0x20) return true
  return head === 0xc2 || head === 0xe3 || head === 0xef || tail === 0xa0 || tail === 0x80 || tail === 0xbf
}

/** Moves a field to where its first character that is not blank belongs, and returns its new end. */
export function trimField(bytes: Buffer, from: number, to: number): number {
  const field = bytes.toString('utf8', from, to)
  const trimmed = field.replaceAll('\x1e', '\n').trim()
  if (trimmed.length === field.length) return to
  const start = field.length - field.replaceAll('\x1e', '\n').trimStart().length
  const lead = Buffer.byteLength(field.slice(0, start))
  const length = Buffer.byteLength(trimmed)
  bytes.copyWithin(from, from + lead, from + lead + length)
  return from + length
}

/** Whether a stretch of a normalised record holds nothing but empty or blank fields. */
export function onlyBlanks(bytes: Buffer, from: number, to: number): boolean {
  for (let index = from; index < to; index += 1) {
    const byte = bytes[index]!
    if (byte !== field_separator && byte !== line_break && !isBlank(byte)) return false
  }
  return true
}

/** Blank or tab. */
function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09
}

/** LF or CR. */
export function isLineEnd(byte: number): boolean {
  return byte === LF || byte === CR
}

/** Where the line that goes on at `from` ends: the place of its LF or CR, or the end of the text. */
export function lineEnd(text: Buffer, from: number): number {
  const feed = text.indexOf(LF, from)
  const bound = feed === -1 ? text.length : feed
  const back = text.subarray(from, bound).indexOf(CR)
  return back === -1 ? bound : from + back
}

/** The place behind the last line end of a text; 0 when there is none. */
export function lastLineEnd(text: Buffer): number {
  return Math.max(text.lastIndexOf(LF), text.lastIndexOf(CR)) + 1
}

/** The place behind the line end at `end`: a CRLF is one. */
export function afterLineEnd(text: Buffer, end: number): number {
  return Math.min(text.length, end + (text[end] === CR && text[end + 1] === LF ? 2 : 1))
}

/** The place of the first byte from `from` on that is not blank. */
export function afterBlanks(text: Buffer, from: number): number {
  let position = from
  while (position < text.length && isBlank(text[position]!)) position += 1
  return position
}

/** A copy of the beginning of the line at `at`, to be shown to the user. */
export function excerpt(text: Buffer, at: number): Buffer {
  return Buffer.from(text.subarray(at, Math.min(lineEnd(text, at), at + 800)))
}
