import { createHash } from 'node:crypto'
import {
  copyFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { ProductError } from '../errors.ts'
import { version } from '../version.ts'
import { sync } from './durable.ts'
import { migrations } from './migrations.ts'
import type { State } from './state.ts'
import { tarEnd, tarHeader, tarPadding } from './tar.ts'

/** The first file of an archive. */
export interface BackupHead {
  readonly format: number
  readonly product: string
  readonly state_version: number
  readonly created_at: string
  /** Bytes of all files between the first and the last. */
  readonly bytes: number
}

/** A file of an archive by what it holds; the last file lists them all. */
export interface BackupFile {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

/** What was written. */
export interface BackupReport {
  readonly path: string
  readonly batches: number
  readonly files: number
  /** Bytes of the archive. */
  readonly bytes: number
}

export const backupFormat = 2
export const headPath = 'regulars-backup.json'
export const endPath = 'regulars-backup-end.json'

const attempts = 5

/**
 * Writes the state store, the batches it names and the key of the personal fields into one archive (tar, gzip), as they
 * are at one moment, also while a server and a load run. `work_dir` must be on the same disk; the archive appears under
 * its name when it is complete. Throws `batch_damaged` for a batch whose folder is missing.
 */
export async function writeBackup(
  state: State,
  path: string,
  work_dir: string,
  { signal, onBytes }: { signal?: AbortSignal; onBytes?: (done: number, total: number) => void } = {},
): Promise<BackupReport> {
  const { folder, batches } = freeze(state, work_dir)
  const files = filesBelow(folder)
  const partial = `${path}.partial`
  const watched = onBytes ?? (() => {})
  try {
    await pipeline(
      archive(folder, files, watched),
      createGzip({ level: 1 }),
      createWriteStream(partial, { mode: 0o600 }),
      { signal },
    )
    sync(partial)
    renameSync(partial, path)
    sync(dirname(path))
  } finally {
    rmSync(partial, { force: true })
  }
  return { path, batches, files: files.length, bytes: statSync(path).size }
}

/** A copy of the state store, and hard links to the files that it names. An undo meanwhile makes it begin again. */
function freeze(state: State, work_dir: string): { folder: string; batches: number } {
  for (let attempt = 1; ; attempt += 1) {
    const folder = join(work_dir, `backup-${attempt}`)
    const batches = join(folder, 'batches')
    mkdirSync(batches, { recursive: true })
    state.database.prepare('vacuum into ?').run(join(folder, 'state.db'))
    const named = namedBatches(join(folder, 'state.db'))
    const missing = named.filter(
      (batch) => !linkFolder(join(state.dir.batches, batch.folder), join(batches, batch.folder)),
    )
    const lost = missing.find(({ status }) => status === 'active')
    if (!lost) {
      if (existsSync(state.dir.identity_key))
        copyFileSync(state.dir.identity_key, join(folder, 'identity.key'))
      return { folder, batches: named.filter(({ status }) => status === 'active').length }
    }
    if (attempt === attempts) throw new ProductError('batch_damaged', { batch: lost.id, file: lost.folder })
  }
}

interface Named {
  readonly id: string
  readonly folder: string
  readonly status: 'active' | 'undone'
}

/**
 * The batches of a copied state store; of an undone one the folder may be needed still. The load that runs now does not
 * run in the copy.
 */
function namedBatches(path: string): Named[] {
  const copy = new DatabaseSync(path)
  try {
    copy.exec('delete from load_lock')
    const rows = copy
      .prepare('select id, folder, min(status) as status from batch group by folder order by seq')
      .all()
    return rows as unknown as Named[]
  } finally {
    copy.close()
  }
}

/** False when the folder is not there. On a disk without hard links files are copied. */
function linkFolder(from: string, to: string): boolean {
  if (!existsSync(from)) return false
  for (const { path } of filesBelow(from)) {
    mkdirSync(dirname(join(to, path)), { recursive: true })
    try {
      linkSync(join(from, path), join(to, path))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'ENOENT') return false
      if (code !== 'EPERM' && code !== 'EXDEV' && code !== 'ENOTSUP') throw error
      copyFileSync(join(from, path), join(to, path))
    }
  }
  return true
}

function filesBelow(folder: string): { path: string; bytes: number }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path: relative(folder, path).split(sep).join('/'), bytes: statSync(path).size }))
}

async function* archive(
  folder: string,
  files: readonly { path: string; bytes: number }[],
  onBytes: (done: number, total: number) => void,
): AsyncGenerator<Buffer> {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0)
  const created = new Date()
  const head: BackupHead = {
    format: backupFormat,
    product: version,
    state_version: migrations.length,
    created_at: created.toISOString(),
    bytes: total,
  }
  yield* wholeFile(headPath, head, created)
  const written: BackupFile[] = []
  let done = 0
  for (const file of files) {
    yield tarHeader(file, created)
    const hash = createHash('sha256')
    for await (const chunk of createReadStream(join(folder, file.path), { highWaterMark: 2 ** 20 })) {
      hash.update(chunk as Buffer)
      onBytes((done += (chunk as Buffer).length), total)
      yield chunk as Buffer
    }
    yield tarPadding(file.bytes)
    written.push({ ...file, sha256: hash.digest('hex') })
  }
  yield* wholeFile(endPath, { files: written }, created)
  yield tarEnd
}

function* wholeFile(path: string, content: unknown, created: Date): Generator<Buffer> {
  const text = Buffer.from(JSON.stringify(content))
  yield tarHeader({ path, bytes: text.length }, created)
  yield text
  yield tarPadding(text.length)
}
