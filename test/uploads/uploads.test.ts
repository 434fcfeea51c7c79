import { readFile, readdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Uploads } from '../../server/uploads/uploads.ts'
import type { Incoming } from '../../server/uploads/uploads.ts'
import { temporaryFolder } from '../engine/small-snapshot.ts'

const room = { largest: 100, expected: 0 }

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let uploads: Uploads
beforeAll(async () => {
  folder = await temporaryFolder()
  uploads = new Uploads(folder.path)
})
afterAll(() => folder.remove())

async function* files(...all: [name: string, text: string][]): AsyncGenerator<Incoming> {
  for (const [name, text] of all) yield { name, stream: Readable.from([Buffer.from(text)]) }
}

describe('files from the browser', () => {
  it('are stored under safe names', async () => {
    const { id, files: stored } = await uploads.receive(files(['a.csv', 'x,y'], ['../a.csv', 'z']), room)
    expect(stored).toEqual([
      { name: 'a.csv', size: 3 },
      { name: 'a (2).csv', size: 1 },
    ])
    const paths = await uploads.paths(id)
    expect((await readdir(join(folder.path, id), { recursive: true })).toSorted()).toEqual([
      'files',
      join('files', 'a (2).csv'),
      join('files', 'a.csv'),
    ])
    expect(await readFile(paths.get('a.csv')!, 'utf8')).toBe('x,y')
  })

  it('are stored all together or not at all', async () => {
    const before = await readdir(folder.path)
    async function* breaking(): AsyncGenerator<Incoming> {
      yield* files(['a.csv', 'x'])
      throw new Error('the connection broke')
    }
    await expect(uploads.receive(breaking(), room)).rejects.toThrow('the connection broke')
    const cut = Object.assign(Readable.from([Buffer.from('x')]), { truncated: true })
    async function* large(): AsyncGenerator<Incoming> {
      yield { name: 'large.csv', stream: cut }
    }
    await expect(uploads.receive(large(), room)).rejects.toMatchObject({ code: 'file_too_large' })
    await expect(uploads.receive(files(), room)).rejects.toMatchObject({ code: 'no_files' })
    expect(await readdir(folder.path)).toEqual(before)
  })

  it('are refused before anything is stored when the disk has no room for them', async () => {
    const before = await readdir(folder.path)
    const expected = Number.MAX_SAFE_INTEGER
    await expect(uploads.receive(files(['a.csv', 'x']), { ...room, expected })).rejects.toMatchObject({
      code: 'disk_too_small',
    })
    expect(await readdir(folder.path)).toEqual(before)
  })

  it('arrive four uploads at a time', async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>()
    async function* slow(): AsyncGenerator<Incoming> {
      await gate
      yield* files(['a.csv', 'x'])
    }
    const four = [1, 2, 3, 4].map(() => uploads.receive(slow(), room))
    await expect(uploads.receive(files(['a.csv', 'x']), room)).rejects.toMatchObject({ code: 'busy_files' })
    open()
    await Promise.all(four)
    await uploads.receive(files(['a.csv', 'x']), room)
  })

  it.each(['', '..', '../uploads', 'a'.repeat(20), '0123456789abcdef0123'])(
    'are not found under “%s”',
    async (id) => {
      await expect(uploads.folder(id)).rejects.toMatchObject({ code: 'unknown_upload' })
    },
  )

  it('are kept for a day', async () => {
    const { id: fresh } = await uploads.receive(files(['a.csv', 'x']), room)
    const { id: old } = await uploads.receive(files(['a.csv', 'x']), room)
    const now = new Date()
    const yesterday = new Date(now.getTime() - 25 * 60 * 60 * 1000)
    await utimes(join(folder.path, old), yesterday, yesterday)
    await uploads.discardOld(now)
    await expect(uploads.folder(old)).rejects.toMatchObject({ code: 'unknown_upload' })
    expect(await uploads.recall(fresh, 'view')).toBeNull()
    await uploads.remember(fresh, 'view', { a: 1 })
    expect(await uploads.recall(fresh, 'view')).toEqual({ a: 1 })
  })
})
