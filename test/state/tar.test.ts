import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readTar, tarEnd, tarHeader, tarPadding } from '../../server/state/tar.ts'
import { emptyFolder } from '../load/loaded-chain.ts'

const files = { 'a.txt': 'short', 'batches/0123/b.bin': 'x'.repeat(513), empty: '' }
const archive = Buffer.concat([
  ...Object.entries(files).flatMap(([path, text]) => [
    tarHeader({ path, bytes: text.length }, new Date(0)),
    Buffer.from(text),
    tarPadding(text.length),
  ]),
  tarEnd,
])

async function contents(bytes: Buffer, chunk = 100): Promise<Record<string, string>> {
  const read: Record<string, string> = {}
  const pieces = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, n) =>
    bytes.subarray(n * chunk, (n + 1) * chunk),
  )
  await readTar(Readable.from(pieces), async ({ path }, content) => {
    const parts: Buffer[] = []
    for await (const part of content) parts.push(part)
    read[path] = Buffer.concat(parts).toString()
  })
  return read
}

describe('an archive', () => {
  it('gives back the files that were put in', async () => {
    expect(await contents(archive)).toEqual(files)
  })

  it('is one that tar knows', () => {
    const path = join(emptyFolder(), 'a.tar')
    writeFileSync(path, archive)
    expect(execFileSync('tar', ['tf', path], { encoding: 'utf8' }).trim().split('\n')).toEqual(
      Object.keys(files),
    )
  })

  it('holds files beyond eight gigabytes', async () => {
    const sizes: number[] = []
    const header = tarHeader({ path: 'large', bytes: 10 * 2 ** 30 }, new Date(0))
    await expect(
      readTar(Readable.from([header]), async ({ bytes }) => void sizes.push(bytes)),
    ).rejects.toThrow('it ends too early')
    expect(sizes).toEqual([10 * 2 ** 30])
  })

  it('that ends too early, or whose header has changed, is refused', async () => {
    const changed = Buffer.from(archive)
    changed[3]! ^= 1
    await expect(contents(archive.subarray(0, 700))).rejects.toThrow(RangeError)
    await expect(contents(changed)).rejects.toThrow(RangeError)
  })
})
