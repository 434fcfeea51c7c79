import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Slots } from '../answering/slots.ts'
import { ProductError } from '../errors.ts'
import { requireSpaceAt } from '../load/job-failure.ts'
import { safeName } from './safe-name.ts'

/** A file as it arrived. */
export interface UploadedFile {
  readonly name: string
  /** Bytes. */
  readonly size: number
}

/** A stream of one file; `truncated` is known once it has been read to its end. */
export interface Incoming {
  readonly name: string
  readonly stream: Readable & { readonly truncated?: boolean }
}

const idPattern = /^[0-9a-f]{20}$/
const arriving = { running: 4, waiting: 0, wait_ms: 0 }
const spare_bytes = 32 * 1024 ** 2
const day = 24 * 60 * 60 * 1000

/** Files dropped in the browser, each upload in a folder of its own, until they are loaded or a day old. */
export class Uploads {
  readonly #root: string
  readonly #arriving = new Slots(arriving, 'busy_files')

  constructor(root: string) {
    this.#root = root
  }

  /**
   * Stores all files of one upload, or none. `largest` is how many bytes the streams were cut at, `expected` how many
   * are to come, as far as is known. Rejects with `busy_files`, and with `disk_too_small` before anything is stored.
   */
  receive(
    files: AsyncIterable<Incoming>,
    { largest, expected }: { largest: number; expected: number },
  ): Promise<{ id: string; files: UploadedFile[] }> {
    return this.#arriving.run(() => this.#receive(files, largest, expected))
  }

  async #receive(files: AsyncIterable<Incoming>, largest: number, expected: number) {
    await mkdir(this.#root, { recursive: true, mode: 0o700 })
    requireSpaceAt(this.#root, expected + spare_bytes)
    const id = randomBytes(10).toString('hex')
    const folder = join(this.#root, id)
    await mkdir(join(folder, 'files'), { recursive: true, mode: 0o700 })
    try {
      const stored = await store(files, join(folder, 'files'), largest)
      if (stored.length === 0) throw new ProductError('no_files')
      return { id, files: stored }
    } catch (error) {
      await rm(folder, { recursive: true, force: true })
      throw isFull(error) ? new ProductError('disk_full', { path: this.#root }, { cause: error }) : error
    }
  }

  /** The folder of an upload. Throws `unknown_upload`, also for an id that is none. */
  async folder(id: string): Promise<string> {
    const folder = join(this.#root, id)
    const found = idPattern.test(id) && (await stat(folder).catch(() => null))
    if (!found) throw new ProductError('unknown_upload')
    return folder
  }

  /** Full paths of an upload's files, by name. */
  async paths(id: string): Promise<Map<string, string>> {
    const files = join(await this.folder(id), 'files')
    const names = (await readdir(files)).toSorted()
    return new Map(names.map((name) => [name, join(files, name)]))
  }

  /** Where the check of an upload leaves the rejected rows. */
  async rejectsPath(id: string): Promise<string> {
    return join(await this.folder(id), 'rejects.csv')
  }

  /** What was remembered about an upload under a name, or null. */
  async recall<T>(id: string, name: string): Promise<T | null> {
    const text = await readFile(join(await this.folder(id), `${name}.json`), 'utf8').catch(() => null)
    return text === null ? null : (JSON.parse(text) as T)
  }

  /** Remembers something about an upload under a name. */
  async remember(id: string, name: string, value: unknown): Promise<void> {
    const path = join(await this.folder(id), `${name}.json`)
    await writeFile(`${path}.new`, JSON.stringify(value))
    await rename(`${path}.new`, path)
  }

  /** Removes an upload with all that belongs to it. Throws `unknown_upload`. */
  async discard(id: string): Promise<void> {
    await rm(await this.folder(id), { recursive: true, force: true })
  }

  /** Removes the uploads that are older than a day. */
  async discardOld(now: Date): Promise<void> {
    const ids = await readdir(this.#root).catch(() => [])
    for (const id of ids.filter((name) => idPattern.test(name))) {
      const { mtimeMs } = await stat(join(this.#root, id))
      if (now.getTime() - mtimeMs > day) await this.discard(id)
    }
  }
}

async function store(
  files: AsyncIterable<Incoming>,
  folder: string,
  largest: number,
): Promise<UploadedFile[]> {
  const stored: UploadedFile[] = []
  for await (const { name, stream } of files) {
    const safe = safeName(name, new Set(stored.map((file) => file.name)))
    const path = join(folder, safe)
    await pipeline(stream, createWriteStream(path, { flags: 'wx' }))
    if (stream.truncated)
      throw new ProductError('file_too_large', { file: safe, max: `${largest / 1024 ** 3} GB` })
    stored.push({ name: safe, size: (await stat(path)).size })
  }
  return stored
}

function isFull(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOSPC'
}
