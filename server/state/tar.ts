import type { Readable } from 'node:stream'

/** One file of an archive. */
export interface TarEntry {
  /** Path within the archive, with `/`; ASCII, at most 100 characters. */
  readonly path: string
  readonly bytes: number
}

const block = 512
const largestOctal = 0o77777777777

/** The header of a regular file in the ustar format; sizes from 8 GiB on in base 256, as GNU tar writes them. */
export function tarHeader({ path, bytes }: TarEntry, modified: Date): Buffer {
  if (Buffer.byteLength(path) > 100) throw new RangeError(`too long for an archive: ${path}`)
  const header = Buffer.alloc(block)
  const octal = (value: number, at: number, length: number) =>
    header.write(value.toString(8).padStart(length - 1, '0'), at, 'latin1')
  header.write(path, 0)
  octal(0o600, 100, 8)
  octal(0, 108, 8)
  octal(0, 116, 8)
  if (bytes <= largestOctal) octal(bytes, 124, 12)
  else {
    header.writeUInt8(0x80, 124)
    header.writeBigUInt64BE(BigInt(bytes), 128)
  }
  octal(Math.floor(modified.getTime() / 1000), 136, 12)
  header.write('0ustar\x0000', 156, 'latin1')
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return header
}

/** What follows a file's bytes so that the next header begins on a block. */
export function tarPadding(bytes: number): Buffer {
  return Buffer.alloc((block - (bytes % block)) % block)
}

/** What follows the last file. */
export const tarEnd = Buffer.alloc(2 * block)

/**
 * Reads an archive of regular files: `onFile` is called for each, in order, with its bytes still to come, and must
 * read them all. Throws a RangeError for anything that is not such an archive or ends too early.
 */
export async function readTar(
  source: Readable,
  onFile: (entry: TarEntry, content: AsyncIterable<Buffer>) => Promise<void>,
): Promise<void> {
  const bytes = new ByteReader(source)
  for (;;) {
    const header = await bytes.exactly(block)
    if (header.every((byte) => byte === 0)) return bytes.drain()
    const entry = entryOf(header)
    await onFile(entry, bytes.upTo(entry.bytes))
    await bytes.exactly(tarPadding(entry.bytes).length)
  }
}

function entryOf(header: Buffer): TarEntry {
  const text = (at: number, length: number) => header.toString('utf8', at, at + length).replace(/\0.*$/s, '')
  if (Number.parseInt(text(148, 8), 8) !== checksum(header)) throw new RangeError('a header is damaged')
  if (text(156, 1) !== '0') throw new RangeError('it holds something else than files')
  const large = header.readUInt8(124) === 0x80
  const bytes = large ? Number(header.readBigUInt64BE(128)) : Number.parseInt(text(124, 12), 8)
  return { path: text(0, 100), bytes }
}

/** The sum of all bytes, those of the sum itself counted as blanks. */
function checksum(header: Buffer): number {
  return header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0)
}

class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>
  #rest: Buffer = Buffer.alloc(0)

  constructor(source: Readable) {
    this.#chunks = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  }

  async exactly(count: number): Promise<Buffer> {
    const parts: Buffer[] = []
    for await (const part of this.upTo(count)) parts.push(part)
    return Buffer.concat(parts)
  }

  /** Reads to the end, so that what the stream checks there is checked. */
  async drain(): Promise<void> {
    while (!(await this.#chunks.next()).done);
  }

  async *upTo(count: number): AsyncGenerator<Buffer> {
    for (let left = count; left > 0;) {
      if (this.#rest.length === 0) {
        const { value, done } = await this.#chunks.next()
        if (done) throw new RangeError('it ends too early')
        this.#rest = value
      }
      const part = this.#rest.subarray(0, left)
      this.#rest = this.#rest.subarray(part.length)
      left -= part.length
      yield part
    }
  }
}
