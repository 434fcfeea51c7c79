import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { basename } from 'node:path'
import { ProductError } from '../../errors.ts'

const block_bytes = 2 << 20
const bomb_bytes = 100e6
const bomb_ratio = 300

/** A file being read once from its start. */
export interface OpenedBytes {
  /** The content, decompressed. Throws `damaged_file` and `decompression_bomb`. */
  readonly blocks: AsyncIterable<Buffer>
  /** Bytes of the file itself read so far. */
  readonly bytes_read: number
  /** Hash of the file itself, lower-case hex; to be asked once, after the last block. */
  sha256(): string
}

/** Opens a plain or gzip file. Nothing is read before the first block is asked for. */
export function openBytes(path: string, compressed: boolean, signal?: AbortSignal): OpenedBytes {
  const hash = createHash('sha256')
  const file = new ReadFile(path, signal, hash)
  return {
    blocks: compressed ? gunzipped(file) : file.blocks(),
    get bytes_read() {
      return file.bytes
    },
    sha256: () => hash.digest('hex'),
  }
}

/** The content of a plain or gzip file, decompressed, for who does not ask for its hash. Throws as `blocks` above does. */
export function readBytes(path: string, compressed: boolean): AsyncIterable<Buffer> {
  const file = new ReadFile(path, undefined, null)
  return compressed ? gunzipped(file) : file.blocks()
}

class ReadFile {
  readonly path: string
  readonly hash: Hash | null
  bytes = 0
  readonly #signal: AbortSignal | undefined

  constructor(path: string, signal: AbortSignal | undefined, hash: Hash | null) {
    this.path = path
    this.#signal = signal
    this.hash = hash
  }

  async *blocks(): AsyncGenerator<Buffer> {
    for await (const block of createReadStream(this.path, { highWaterMark: block_bytes })) {
      this.#signal?.throwIfAborted()
      this.hash?.update(block)
      this.bytes += block.length
      yield block
    }
  }
}

async function* gunzipped(file: ReadFile): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: block_bytes })
  pipeline(file.blocks(), gunzip, () => {})
  let bytes = 0
  try {
    for await (const block of gunzip) {
      bytes += block.length
      refuseBomb(file.path, bytes, file.bytes)
      yield block
    }
  } catch (error) {
    throw isDamage(error) ? damagedFile(file.path, 'gzip', error) : error
  }
}

/** Throws `decompression_bomb` when content is absurdly larger than what it was compressed to. */
export function refuseBomb(path: string, bytes: number, compressed_bytes: number): void {
  if (bytes > bomb_bytes && bytes > compressed_bytes * bomb_ratio)
    throw new ProductError('decompression_bomb', { file: basename(path), ratio: bomb_ratio })
}

/** The error for a file that is not whole by the rules of its own format. */
export function damagedFile(
  path: string,
  format: 'gzip' | 'workbook' | 'parquet',
  cause: unknown,
): ProductError {
  return new ProductError('damaged_file', { file: basename(path), format }, { cause })
}

function isDamage(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code
  return typeof code === 'string' && code.startsWith('Z_')
}
