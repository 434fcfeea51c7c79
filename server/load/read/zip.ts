import { open, type FileHandle } from 'node:fs/promises'
import { createInflateRaw } from 'node:zlib'
import { pipeline, Readable } from 'node:stream'
import { damagedFile, refuseBomb } from './open-bytes.ts'

const max_entries = 10_000
const max_directory_bytes = 16 << 20
const end_of_directory = 0x06054b50
const zip64_locator = 0x07064b50
const directory_entry = 0x02014b50

interface Entry {
  readonly name: string
  readonly method: number
  readonly compressed_size: number
  readonly offset: number
}

/** A ZIP archive whose entries can be read in any order. */
export interface Zip {
  readonly names: readonly string[]
  /** Content of an entry. Throws `damaged_file` and `decompression_bomb`; nothing the archive claims about sizes is believed. */
  read(name: string): AsyncIterable<Buffer>
  close(): Promise<void>
}

/** Opens an archive by the directory at its end. Throws `damaged_file`. */
export async function openZip(path: string): Promise<Zip> {
  const file = await open(path)
  try {
    const entries = await readDirectory(path, file)
    return {
      names: [...entries.keys()],
      read: (name) => content(path, file, entries.get(name)),
      close: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function readDirectory(path: string, file: FileHandle): Promise<Map<string, Entry>> {
  const { size } = await file.stat()
  const { offset, length } = await locateDirectory(path, file, size)
  if (length > max_directory_bytes || offset + length > size)
    throw damagedFile(path, 'workbook', 'zip directory')
  const directory = await readAt(file, offset, length)
  const entries = new Map<string, Entry>()
  let at = 0
  while (at + 46 <= directory.length && directory.readUInt32LE(at) === directory_entry) {
    const entry = readEntry(directory, at)
    entries.set(entry.name, entry)
    if (entries.size > max_entries) throw damagedFile(path, 'workbook', 'zip directory')
    at +=
      46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  if (entries.size === 0) throw damagedFile(path, 'workbook', 'zip directory')
  return entries
}

async function locateDirectory(path: string, file: FileHandle, size: number) {
  const tail = await readAt(file, Math.max(0, size - 66_000), Math.min(size, 66_000))
  const at = tail.lastIndexOf(uint32(end_of_directory))
  if (at === -1 || at + 22 > tail.length) throw damagedFile(path, 'workbook', 'zip directory')
  const length = tail.readUInt32LE(at + 12)
  const offset = tail.readUInt32LE(at + 16)
  const locator = at - 20
  if (offset !== 0xffffffff || locator < 0 || tail.readUInt32LE(locator) !== zip64_locator)
    return { offset, length }
  const record = await readAt(file, Number(tail.readBigUInt64LE(locator + 8)), 56)
  if (record.length < 56) throw damagedFile(path, 'workbook', 'zip directory')
  return { length: Number(record.readBigUInt64LE(40)), offset: Number(record.readBigUInt64LE(48)) }
}

function readEntry(directory: Buffer, at: number): Entry {
  const name_length = directory.readUInt16LE(at + 28)
  const extra = directory.subarray(
    at + 46 + name_length,
    at + 46 + name_length + directory.readUInt16LE(at + 30),
  )
  const sizes = [
    directory.readUInt32LE(at + 24),
    directory.readUInt32LE(at + 20),
    directory.readUInt32LE(at + 42),
  ]
  const [, compressed_size, offset] = withZip64(sizes, extra)
  return {
    name: directory.toString('utf8', at + 46, at + 46 + name_length),
    method: directory.readUInt16LE(at + 10),
    compressed_size: compressed_size!,
    offset: offset!,
  }
}

/** Sizes that do not fit 32 bits stand in an extra field, in the same order. */
function withZip64(sizes: readonly number[], extra: Buffer): number[] {
  let at = 0
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2)
  at += 4
  return sizes.map((size) => {
    if (size !== 0xffffffff || at + 8 > extra.length) return size
    at += 8
    return Number(extra.readBigUInt64LE(at - 8))
  })
}

async function* content(path: string, file: FileHandle, entry: Entry | undefined): AsyncGenerator<Buffer> {
  if (entry === undefined) throw damagedFile(path, 'workbook', 'missing part')
  const local = await readAt(file, entry.offset, 30)
  if (local.length < 30) throw damagedFile(path, 'workbook', entry.name)
  const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
  const packed = blocksOf(file, start, entry.compressed_size)
  if (entry.method === 0) return yield* packed
  if (entry.method !== 8) throw damagedFile(path, 'workbook', `compression method ${entry.method}`)
  yield* inflated(path, packed, entry)
}

async function* inflated(path: string, packed: AsyncIterable<Buffer>, entry: Entry): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: 1 << 18 })
  pipeline(Readable.from(packed), inflate, () => {})
  let bytes = 0
  try {
    for await (const block of inflate) {
      bytes += block.length
      refuseBomb(path, bytes, entry.compressed_size)
      yield block
    }
  } catch (error) {
    throw String((error as NodeJS.ErrnoException).code).startsWith('Z_')
      ? damagedFile(path, 'workbook', error)
      : error
  }
}

async function* blocksOf(file: FileHandle, from: number, length: number): AsyncGenerator<Buffer> {
  let at = from
  while (at < from + length) {
    const block = await readAt(file, at, Math.min(1 << 20, from + length - at))
    if (block.length === 0) return
    at += block.length
    yield block
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  return buffer.subarray(0, bytesRead)
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
