import { existsSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { ProductError } from '../errors.ts'
import { listBatches } from '../state/ledger.ts'
import type { State } from '../state/state.ts'
import { batchSet } from './batch-set.ts'
import { fileHash } from './batch-hash.ts'

/**
 * What a failure in the middle of a load or a change means to the user: a full disk, a state store that another program
 * writes to, a folder that cannot be written to, too little memory, or, where the `state` could be opened, a batch
 * that is not as it was written. Anything else is returned as it is.
 */
export async function explainFailure(error: unknown, root: string, state?: State): Promise<unknown> {
  if (error instanceof ProductError) return error
  if (isDiskFull(error, root)) return new ProductError('disk_full', { path: root }, { cause: error })
  if (isBusy(error)) return new ProductError('state_busy', {}, { cause: error })
  if (isReadOnly(error)) return new ProductError('data_dir_read_only', { path: root }, { cause: error })
  if (isOutOfMemory(error)) return new ProductError('load_out_of_memory', {}, { cause: error })
  const damaged = state && (await findDamage(state))
  return damaged ? new ProductError('batch_damaged', damaged, { cause: error }) : error
}

/** The first file of a batch in use whose bytes are not those that were written, or null. */
export async function findDamage(state: State): Promise<{ batch: string; file: string } | null> {
  const { active, leaned } = batchSet(listBatches(state))
  for (const { id, path, manifest } of [...active, ...leaned])
    for (const file of manifest.files) {
      const whole = join(path, file.path)
      if (!existsSync(whole) || (await fileHash(whole)) !== file.sha256) return { batch: id, file: file.path }
    }
  return null
}

/** Throws `disk_too_small` when fewer bytes than needed are free where the data lies. */
export function requireSpace({ dir }: State, needed: number): void {
  requireSpaceAt(dir.root, needed)
}

/** The same for any folder. */
export function requireSpaceAt(path: string, needed: number): void {
  const free = freeBytes(path)
  if (free < needed)
    throw new ProductError('disk_too_small', { path, free: size(free), needed: size(needed) })
}

/** Whether at least so many bytes are free there. */
export const hasSpace = (path: string, needed: number): boolean => freeBytes(path) >= needed

const sqliteBusy = 5
const sqliteIo = 10
const sqliteFull = 13
const hardlyAnything = 2 ** 20

/** DuckDB has no code for it: its message ends with what the operating system says. */
function isDiskFull(error: unknown, root: string): boolean {
  const { code, errcode = 0, message } = error as { code?: string; errcode?: number; message?: string }
  if (code === 'ENOSPC' || (errcode & 0xff) === sqliteFull) return true
  if ((errcode & 0xff) === sqliteIo) return freeBytes(root) < hardlyAnything
  return /No space left on device|max_temp_directory_size/.test(message ?? '')
}

const isBusy = (error: unknown) => (((error as { errcode?: number }).errcode ?? 0) & 0xff) === sqliteBusy

const isReadOnly = (error: unknown) =>
  ['EROFS', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')

const isOutOfMemory = (error: unknown) => error instanceof Error && /^Out of Memory Error/.test(error.message)

function freeBytes(path: string): number {
  const { bavail, bsize } = statfsSync(path)
  return bavail * bsize
}

function size(bytes: number): string {
  return bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
}
