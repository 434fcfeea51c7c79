import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { pipeline as piped } from 'node:stream/promises'
import { buffer } from 'node:stream/consumers'
import { createGunzip } from 'node:zlib'
import { ProductError } from '../errors.ts'
import { backupFormat, endPath, headPath, type BackupFile, type BackupHead } from './backup.ts'
import type { DataDir } from './data-dir.ts'
import { moveDurably, sync } from './durable.ts'
import { migrations } from './migrations.ts'
import { readTar, type TarEntry } from './tar.ts'

/** What a restore tells its caller while it goes on; `onHead` may throw. */
export interface RestoreOptions {
  readonly signal?: AbortSignal
  readonly onHead?: (head: BackupHead) => void
  readonly onBytes?: (done: number, total: number) => void
}

/** Throws `folder_not_empty` when a data folder holds anything that a restore would replace. */
export function requireEmpty(dir: DataDir): void {
  const holds = (path: string) => existsSync(path) && readdirSync(path).length > 0
  if (existsSync(dir.state) || existsSync(dir.identity_key) || holds(dir.batches))
    throw new ProductError('folder_not_empty', { path: dir.root })
}

/**
 * Unpacks an archive that `writeBackup` made, compares every file with its hash, and places all of it as `restored/`,
 * from where the next start puts it in use. `work_dir` must be on the same disk. Throws `backup_foreign`,
 * `backup_newer` or `backup_damaged`; then nothing is placed.
 */
export async function unpackBackup(
  path: string,
  dir: DataDir,
  work_dir: string,
  options: RestoreOptions = {},
): Promise<void> {
  const folder = join(work_dir, 'restored')
  mkdirSync(join(folder, 'batches'), { recursive: true })
  const archive = new Unpacking(path, folder, options)
  const unzipped = pipeline(createReadStream(path), createGunzip(), () => {})
  try {
    await readTar(unzipped, (entry, content) => archive.take(entry, content))
    archive.compare()
  } catch (error) {
    unzipped.destroy()
    options.signal?.throwIfAborted()
    throw archive.explain(error)
  }
  syncBelow(folder)
  moveDurably(folder, dir.restored)
}

class Unpacking {
  readonly #path: string
  readonly #folder: string
  readonly #options: RestoreOptions
  readonly #unpacked: BackupFile[] = []
  #head: BackupHead | undefined
  #listed: readonly BackupFile[] | undefined
  #done = 0

  constructor(path: string, folder: string, options: RestoreOptions) {
    this.#path = path
    this.#folder = folder
    this.#options = options
  }

  async take(entry: TarEntry, content: AsyncIterable<Buffer>): Promise<void> {
    this.#options.signal?.throwIfAborted()
    if (!this.#head) await this.#begin(entry, content)
    else if (entry.path === endPath) this.#listed = ((await json(content)) as { files: BackupFile[] }).files
    else await this.#unpack(entry, content)
  }

  async #begin(entry: TarEntry, content: AsyncIterable<Buffer>): Promise<void> {
    if (entry.path !== headPath) throw new RangeError('it begins with something else')
    const head = (await json(content)) as BackupHead
    if (head.format > backupFormat || head.state_version > migrations.length)
      throw new ProductError('backup_newer', { path: this.#path, version: head.product })
    this.#options.onHead?.(head)
    this.#head = head
  }

  async #unpack({ path, bytes }: TarEntry, content: AsyncIterable<Buffer>): Promise<void> {
    if (!isOurs(path)) throw new RangeError(path)
    const to = join(this.#folder, path)
    mkdirSync(dirname(to), { recursive: true })
    const hash = createHash('sha256')
    const { onBytes } = this.#options
    const hashed = async function* (this: Unpacking) {
      for await (const chunk of content) {
        hash.update(chunk)
        onBytes?.((this.#done += chunk.length), this.#head!.bytes)
        yield chunk
      }
    }
    await piped(Readable.from(hashed.call(this)), createWriteStream(to, { mode: 0o600 }))
    this.#unpacked.push({ path, bytes, sha256: hash.digest('hex') })
  }

  /** Throws when what was unpacked is not, file by file, what the archive says it holds. */
  compare(): void {
    const told = (files: readonly BackupFile[]) =>
      files.map(({ path, bytes, sha256 }) => `${path} ${bytes} ${sha256}`)
    const unpacked = new Set(told(this.#unpacked))
    const differing = told(this.#listed ?? []).find((file) => !unpacked.has(file))
    if (differing) throw new RangeError(differing.split(' ')[0])
    if (
      !this.#listed ||
      this.#listed.length !== unpacked.size ||
      !this.#listed.some(({ path }) => path === 'state.db')
    )
      throw new RangeError('it is not complete')
  }

  explain(error: unknown): unknown {
    if (error instanceof ProductError) return error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return new ProductError('file_missing', { path: this.#path }, { cause: error })
    const unreadable =
      error instanceof RangeError || error instanceof SyntaxError || /^(Z_|ERR_STREAM)/.test(code ?? '')
    if (!unreadable) return error
    if (!this.#head) return new ProductError('backup_foreign', { path: this.#path }, { cause: error })
    return new ProductError(
      'backup_damaged',
      { path: this.#path, what: (error as Error).message },
      { cause: error },
    )
  }
}

function isOurs(path: string): boolean {
  const ours = /^(state\.db|identity\.key|batches\/[0-9a-f]{16}(-\d+)?\/[\w./-]+)$/.test(path)
  return ours && !path.split('/').includes('..')
}

async function json(content: AsyncIterable<Buffer>): Promise<unknown> {
  return JSON.parse((await buffer(content)).toString('utf8'))
}

function syncBelow(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    sync(join(entry.parentPath, entry.name))
  sync(folder)
}
