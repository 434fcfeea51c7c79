import { ProductError } from '../../errors.ts'
import type { Encoding } from '../../../queries/loading/plan.ts'
import { wholeLines } from './encoding.ts'

const LF = 0x0a
const not_utf8 = Buffer.of(0xff)

/**
 * Turns text of any encoding into UTF-8 without a byte order mark. A line that cannot be decoded comes out with a byte
 * that UTF-8 does not know, so that the scanner rejects it and no other. Throws `unknown_encoding`.
 */
export function decode(blocks: AsyncIterable<Buffer>, encoding: Encoding): AsyncIterable<Buffer> {
  const label = encodingLabel(encoding)
  if (label === 'utf-8') return withoutMark(blocks)
  return label.startsWith('utf-16') ? decodeUtf16(blocks, label) : decodeLines(blocks, label)
}

function encodingLabel(encoding: Encoding): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).encoding
  } catch (error) {
    throw new ProductError('unknown_encoding', { encoding }, { cause: error })
  }
}

async function* withoutMark(blocks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let first = true
  for await (const block of blocks) {
    yield first && block[0] === 0xef && block[1] === 0xbb && block[2] === 0xbf ? block.subarray(3) : block
    first = false
  }
}

async function* decodeUtf16(blocks: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding)
  for await (const block of blocks) yield marked(decoder.decode(block, { stream: true }))
  yield marked(decoder.decode())
}

/** Half a surrogate pair has no UTF-8; it comes out of the decoder as U+FFFD. */
function marked(text: string): Buffer {
  if (!text.includes('\ufffd')) return Buffer.from(text)
  return Buffer.concat(
    text.split('\ufffd').flatMap((part, index) => [...(index > 0 ? [not_utf8] : []), Buffer.from(part)]),
  )
}

async function* decodeLines(blocks: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for await (const text of wholeLines(blocks)) {
    const decoded = attempt(decoder, text)
    if (decoded !== null) yield decoded
    else for (const line of linesOf(text)) yield attempt(decoder, line) ?? Buffer.concat([not_utf8, line])
  }
}

function attempt(decoder: InstanceType<typeof TextDecoder>, bytes: Buffer): Buffer | null {
  try {
    return Buffer.from(decoder.decode(bytes))
  } catch {
    return null
  }
}

function* linesOf(text: Buffer): Generator<Buffer> {
  let from = 0
  while (from < text.length) {
    const feed = text.indexOf(LF, from)
    const end = feed === -1 ? text.length : feed + 1
    yield text.subarray(from, end)
    from = end
  }
}
