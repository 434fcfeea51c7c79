import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { ProductError } from '../../errors.ts'
import type { Format } from '../../../queries/loading/plan.ts'
import { readBytes } from './open-bytes.ts'
import { openZip } from './zip.ts'

const foreign: readonly (readonly [string, string])[] = [
  ['d0cf11e0', 'xls'],
  ['25504446', 'pdf'],
  ['89504e47', 'image'],
  ['ffd8ff', 'image'],
  ['47494638', 'image'],
  ['52617221', 'rar'],
  ['377abcaf', '7z'],
  ['28b52ffd', 'zstd'],
  ['425a68', 'bzip2'],
  ['fd377a58', 'xz'],
  ['53514c69', 'sqlite'],
]

/**
 * What a file is by its first bytes; its name does not matter. Throws `empty_file`, `unsupported_file` for what is
 * something else, and what opening it throws.
 */
export async function detectFormat(path: string): Promise<{ format: Format; compressed: boolean }> {
  const magic = await firstBytes(path)
  if (magic.length === 0) throw new ProductError('empty_file', { file: basename(path) })
  const hex = magic.toString('hex')
  if (hex.startsWith('50415231')) return { format: 'parquet', compressed: false }
  if (hex.startsWith('504b0304')) return await workbookOrNot(path)
  refuseForeign(path, magic)
  const compressed = hex.startsWith('1f8b')
  const head = compressed ? await readHead(path, true, 4096) : magic
  if (compressed) refuseForeign(path, head)
  return { format: textFormat(path, head), compressed }
}

/** The beginning of a file's content, at most this long. */
export async function readHead(path: string, compressed: boolean, length: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const block of readBytes(path, compressed)) {
    parts.push(block)
    size += block.length
    if (size >= length) break
  }
  return Buffer.concat(parts).subarray(0, length)
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new ProductError('file_missing', { path }, { cause: error }) : error
  })
  try {
    const buffer = Buffer.alloc(4096)
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

async function workbookOrNot(path: string): Promise<{ format: Format; compressed: boolean }> {
  const zip = await openZip(path)
  await zip.close()
  if (zip.names.includes('xl/workbook.xml')) return { format: 'xlsx', compressed: false }
  throw new ProductError('unsupported_file', { file: basename(path), kind: 'zip' })
}

function refuseForeign(path: string, head: Buffer): void {
  const hex = head.subarray(0, 8).toString('hex')
  const kind = foreign.find(([magic]) => hex.startsWith(magic))?.[1]
  if (kind !== undefined) throw new ProductError('unsupported_file', { file: basename(path), kind })
}

function textFormat(path: string, head: Buffer): Format {
  const start = head
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
  const refuse = (kind: string) => new ProductError('unsupported_file', { file: basename(path), kind })
  if (/^<(!doctype|html|\?xml|table|meta)/i.test(start)) throw refuse('html')
  if (/^\[\s*[{\]]/.test(start)) throw refuse('json_array')
  if (/^\{\s*("|\})/.test(start)) return 'json_lines'
  if (isBinary(head)) throw refuse('binary')
  return 'delimited'
}

/** Text has hardly any control characters; UTF-16 has zeros, but only in every second place. */
function isBinary(head: Buffer): boolean {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return false
  const controls = (from: number, step: number) => {
    let count = 0
    for (let index = from; index < head.length; index += step) if (isControl(head[index]!)) count += 1
    return count / Math.ceil((head.length - from) / step)
  }
  return Math.min(controls(0, 2), controls(1, 2)) > 0.05
}

const isControl = (byte: number) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d
