import { isAscii, isUtf8 } from 'node:buffer'
import type { Encoding } from '../../../queries/loading/plan.ts'
import { max_record_bytes } from './normalised.ts'

const LF = 0x0a
const CR = 0x0d

/** The encoding a byte order mark names, or null. */
export function markedEncoding(head: Buffer): Encoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return null
}

/** UTF-16 without a mark shows in the zeros of its ASCII characters: nearly every second byte. */
export function zeroedEncoding(head: Buffer): Encoding | null {
  const size = Math.min(head.length & ~1, 4096)
  let even = 0
  let odd = 0
  for (let index = 0; index < size; index += 2) {
    if (head[index] === 0) even += 1
    if (head[index + 1] === 0) odd += 1
  }
  if (size < 8 || Math.max(even, odd) < size * 0.2 || Math.min(even, odd) > size * 0.02) return null
  return odd > even ? 'utf-16le' : 'utf-16be'
}

/** Reads all of a text: how long it is, decompressed, and whether it is UTF-8. */
export async function measureText(blocks: AsyncIterable<Buffer>): Promise<{ bytes: number; utf8: boolean }> {
  let carry: Buffer = Buffer.alloc(0)
  let bytes = 0
  let utf8 = true
  for await (const block of blocks) {
    bytes += block.length
    if (!utf8) continue
    const text = carry.length === 0 ? block : Buffer.concat([carry, block])
    const end = wholeCharacters(text)
    utf8 = isUtf8(text.subarray(0, end))
    carry = text.subarray(end)
  }
  return { bytes, utf8: utf8 && isUtf8(carry) }
}

/** Lines by what they could be, and how their double bytes look. */
export interface EncodingEvidence {
  lines: number
  /** Lines that are not UTF-8. */
  not_utf8: number
  /** Lines that are UTF-8 and have characters beyond ASCII. */
  beyond_ascii: number
  /** Lines that are not built like GB18030, or like Big5. */
  not_gb18030: number
  not_big5: number
  double_bytes: number
  /** Double bytes whose second byte is below 0xA1: none in everyday GB18030, two in five in Big5. */
  low_seconds: number
  /** Bytes that are a letter of Western Europe standing between ASCII, and all bytes beyond ASCII. */
  western: number
  high: number
}

/** Of this many blocks at its beginning every line of a text is looked at, and of every eighth one behind them. */
const first_blocks = 16

/** Looks at the lines of a text that is not UTF-8: at all of them, or where there are very many at those of some blocks. */
export async function gatherEvidence(
  blocks: AsyncIterable<Buffer>,
  look: 'at_all' | 'at_some',
): Promise<EncodingEvidence> {
  const evidence: EncodingEvidence = {
    lines: 0,
    not_utf8: 0,
    beyond_ascii: 0,
    not_gb18030: 0,
    not_big5: 0,
    double_bytes: 0,
    low_seconds: 0,
    western: 0,
    high: 0,
  }
  let nth = 0
  for await (const text of wholeLines(blocks)) {
    nth += 1
    if (look === 'at_some' && nth > first_blocks && nth % 8 > 0) continue
    for (const line of highLines(text)) weigh(evidence, line)
  }
  return evidence
}

/**
 * The encoding that reads most lines. Between GB18030, Big5 and Windows-1252, which can all "succeed" on each other's
 * bytes, the second bytes decide.
 */
export function chooseEncoding(evidence: EncodingEvidence): Encoding {
  const { not_utf8, beyond_ascii, not_gb18030, not_big5, double_bytes, low_seconds, western, high } = evidence
  if (beyond_ascii > not_utf8) return 'utf-8'
  if (western === high && beyond_ascii === 0) return 'windows-1252'
  const low = double_bytes === 0 ? 0 : low_seconds / double_bytes
  if (low > 0.15 && low < 0.9 && not_big5 <= not_gb18030) return 'big5'
  return not_gb18030 < not_utf8 ? 'gb18030' : 'utf-8'
}

function weigh(evidence: EncodingEvidence, line: Buffer): void {
  evidence.lines += 1
  if (isUtf8(line)) evidence.beyond_ascii += 1
  else evidence.not_utf8 += 1
  if (!isBuilt(line, gb18030Width)) evidence.not_gb18030 += 1
  if (!isBuilt(line, big5Width)) evidence.not_big5 += 1
  for (let index = 0; index < line.length; index += 1) {
    if (line[index]! < 0x80) continue
    const single = !(line[index - 1]! >= 0x80) && !(line[index + 1]! >= 0x80)
    evidence.high += 1
    if (single && isWesternLetter(line[index]!)) evidence.western += 1
    evidence.double_bytes += 1
    if (line[index + 1]! < 0xa1) evidence.low_seconds += 1
    if (!single) {
      index += 1
      evidence.high += 1
    }
  }
}

/** The lines that hold a byte beyond ASCII. */
function* highLines(text: Buffer): Generator<Buffer> {
  if (isAscii(text)) return
  let from = 0
  while (from < text.length) {
    const feed = text.indexOf(LF, from)
    const end = feed === -1 ? text.length : feed + 1
    const line = text.subarray(from, end)
    if (!isAscii(line)) yield line
    from = end
  }
}

/**
 * Cuts a stream of bytes behind line ends only, so that no character is cut in any encoding but UTF-16. A line longer
 * than a record may be is cut anywhere: it will be rejected.
 */
export async function* wholeLines(blocks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let carry: Buffer[] = []
  let carried = 0
  for await (const block of blocks) {
    const line_end = Math.max(block.lastIndexOf(LF), block.lastIndexOf(CR)) + 1
    const end = line_end === 0 && carried > 2 * max_record_bytes ? block.length : line_end
    if (end > 0) {
      yield Buffer.concat([...carry, block.subarray(0, end)])
      carry = []
      carried = 0
    }
    if (end < block.length) carry.push(block.subarray(end))
    carried += block.length - end
  }
  if (carry.length > 0) yield Buffer.concat(carry)
}

type Width = (line: Buffer, at: number) => number

function isBuilt(line: Buffer, width: Width): boolean {
  let at = 0
  while (at < line.length) {
    const size = line[at]! < 0x80 ? 1 : width(line, at)
    if (size === 0) return false
    at += size
  }
  return true
}

function gb18030Width(line: Buffer, at: number): number {
  const first = line[at]!
  const second = line[at + 1]
  if (first < 0x81 || first > 0xfe || second === undefined) return 0
  if ((second >= 0x40 && second <= 0x7e) || (second >= 0x80 && second <= 0xfe)) return 2
  const third = line[at + 2]!
  return isDigit(second) && third >= 0x81 && third <= 0xfe && isDigit(line[at + 3]!) ? 4 : 0
}

function big5Width(line: Buffer, at: number): number {
  const first = line[at]!
  const second = line[at + 1]
  if (first < 0x81 || first > 0xfe || second === undefined) return 0
  return (second >= 0x40 && second <= 0x7e) || (second >= 0xa1 && second <= 0xfe) ? 2 : 0
}

const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39

/** £, §, °, º, ª, ´ and the accented letters of Windows-1252 but ÿ, which is what broken bytes look like. */
const isWesternLetter = (byte: number) =>
  [0x80, 0x92, 0xa3, 0xa7, 0xb0, 0xb4, 0xba, 0xaa].includes(byte) || (byte >= 0xc0 && byte < 0xff)

function wholeCharacters(text: Buffer): number {
  for (let back = 1; back <= Math.min(3, text.length); back += 1) {
    const byte = text[text.length - back]!
    if (byte < 0x80) return text.length
    if (byte >= 0xc0) return text.length - back
  }
  return text.length
}
