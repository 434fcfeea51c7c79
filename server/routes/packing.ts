import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Encoding } from '../answering/answering.ts'

export type Packing = 'br' | 'gzip'

const order: readonly Packing[] = ['br', 'gzip']
const brotli = promisify(brotliCompress)
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }
const packers: Readonly<Record<Packing, (bytes: Buffer) => Promise<Buffer>>> = {
  br: (bytes) => brotli(bytes, quality),
  gzip: promisify(gzip),
}

/** How a client that sends this `Accept-Encoding` takes bytes packed; null: as they are. */
export function packingOf(header: string | undefined): Packing | null {
  const accepted = (header ?? '').split(',').flatMap((part) => {
    const [name = '', quality = 'q=1'] = part.split(';').map((text) => text.trim().toLowerCase())
    return Number(quality.slice(2)) > 0 ? [name] : []
  })
  return order.find((packing) => accepted.includes(packing)) ?? null
}

/** An encoding whose bytes are packed besides. */
export function packed(encoding: Encoding, packing: Packing | null): Encoding {
  if (packing === null) return encoding
  return {
    name: `${encoding.name} ${packing}`,
    encode: async (answer) => packers[packing](await encoding.encode(answer)),
  }
}
